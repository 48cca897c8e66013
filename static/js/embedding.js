/**
 * The lines and the preview follow each choice, without a press on the button: the page that the form asks
 * for is read, and what changes in it is taken. Whatever fails, the button is there.
 */

import { tell } from "./tell.js";

const form = document.querySelector("[data-embedding-form]");
const lines = document.querySelector("[data-copy-source]");
const frame = document.querySelector("[data-embedding-frame]");
const notices = document.querySelector("[data-embedding-notices]");
const message = document.querySelector("[data-copy-message]");
let asked = 0;

async function follow() {
  const number = ++asked;
  const address = `?${new URLSearchParams(new FormData(form))}`;
  try {
    const response = await fetch(address);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (number !== asked) return; // another choice was made meanwhile
    const found = page.querySelector("[data-embedding-frame]");
    lines.value = page.querySelector("[data-copy-source]").value;
    for (const name of ["src", "title", "data-height"]) frame.setAttribute(name, found.getAttribute(name));
    notices.replaceChildren(...page.querySelector("[data-embedding-notices]").childNodes);
    history.replaceState(null, "", address);
    tell(message, "Les lignes et l’aperçu suivent votre choix.");
  } catch {
    // Offline: the button says so in the browser's own words.
  }
}

form?.addEventListener("change", follow);
