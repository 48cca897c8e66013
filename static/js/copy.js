/** « Copier »: puts the text of a read-only field in the clipboard. Without it, one selects and copies by hand. */

import { tell } from "./tell.js";

function prepare(button) {
  const source = document.querySelector("[data-copy-source]");
  const message = document.querySelector("[data-copy-message]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value);
      tell(message, "C’est copié.");
    } catch {
      source.select();
      tell(message, "La copie n’a pas marché. Le texte est sélectionné : copiez-le avec votre clavier ou votre menu.", { error: true });
    }
  });
  button.hidden = false;
}

if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(prepare);
