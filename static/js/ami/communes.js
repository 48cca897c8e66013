/**
 * Suggests communes under the inputs of a form, as the finder of the site does.
 *
 * Without this file the inputs send what was typed.
 */

import { prepare } from "../commune.js";

function wrap(input, url) {
  const root = document.createElement("div");
  root.className = "combobox";
  root.dataset.suggestionsUrl = url;
  const list = document.createElement("div");
  list.className = "combobox__list";
  list.id = `${input.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Communes proposées");
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.before(root);
  root.append(input, list, said);
  prepare(root);
}

for (const form of document.querySelectorAll("form[data-suggestions-url]")) {
  const url = form.dataset.suggestionsUrl;
  if (url) form.querySelectorAll("[data-commune-input]").forEach((input) => wrap(input, url));
}
