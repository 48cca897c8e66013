/** « Copier »: puts the text of a read-only field in the clipboard. Without it, one selects and copies by hand. */

function prepare(button) {
  const source = document.querySelector("[data-copy-source]");
  const message = document.querySelector("[data-copy-message]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value);
      message.textContent = "C’est copié.";
    } catch {
      source.select();
      message.textContent = "Le texte est sélectionné : copiez-le avec votre clavier ou votre menu.";
    }
  });
  button.hidden = false;
}

if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(prepare);
