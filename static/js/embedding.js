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
    const error = followCommune(page);
    tell(message, error || "Les lignes et l’aperçu suivent votre choix.", { error: Boolean(error) });
  } catch {
    // Offline: the button says so in the browser's own words.
  }
}

/** The field of the commune says what *page* says of it; returns its error, empty without one. */
function followCommune(page) {
  const field = form.querySelector(".commune-field");
  if (!field) return "";
  const [input, read] = [field, page.querySelector(".commune-field")].map((each) => each.querySelector("[aria-describedby]"));
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (read.hasAttribute(name)) input.setAttribute(name, read.getAttribute(name));
    else input.removeAttribute(name);
  }
  field.querySelector(".commune-field__error")?.remove();
  const error = page.querySelector(".commune-field__error");
  if (error) field.querySelector(".commune-field__help").before(error);
  return error?.textContent ?? "";
}

form?.addEventListener("change", follow);
