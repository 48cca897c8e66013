/**
 * Print, copy the address, or hand the page to the phone's own sharing.
 *
 * The buttons are hidden in the page and shown here, each where the browser can do what it says; a page
 * has those that it needs.
 */

import { tell } from "./tell.js";

const COPIED = "L’adresse est copiée : vous pouvez la coller dans un message.";
const NOT_COPIED = "La copie n’a pas marché. L’adresse est en haut de votre navigateur.";

function offer(button, act) {
  if (!button) return;
  button.addEventListener("click", act);
  button.hidden = false;
}

function prepare(actions) {
  const { shareUrl: url, shareTitle: title } = actions.dataset;
  const message = actions.querySelector("[data-share-message]");
  const find = (name) => actions.querySelector(`[data-${name}]`);

  offer(find("print"), () => window.print());
  if (navigator.clipboard) {
    offer(find("copy-address"), async () => {
      try {
        await navigator.clipboard.writeText(url);
        tell(message, COPIED);
      } catch {
        tell(message, NOT_COPIED, { error: true });
      }
    });
  }
  if (navigator.share) {
    // Closing the phone's sheet without sharing rejects: that is no failure.
    offer(find("share"), () => navigator.share({ title, url }).catch(() => {}));
  }
}

document.querySelectorAll("[data-share-url]").forEach(prepare);
