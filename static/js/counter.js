/**
 * Says how many characters a text may still hold: browsers stop there without a word (WCAG 3.3.1).
 *
 * Shown all along; said aloud when the end is near, once one has stopped typing. Without it the help of the field gives
 * the limit.
 */

import { write } from "./tell.js";

const NEAR = 0.1; // of the limit
const QUIET_MS = 800;

function left(area) {
  const number = Math.max(area.maxLength - area.value.length, 0);
  const written = number.toLocaleString("fr-FR");
  return number > 1 ? `Encore ${written} caractères.` : `Encore ${written} caractère.`;
}

function prepare(area) {
  const shown = document.createElement("p");
  const said = document.createElement("p");
  shown.className = "field__help";
  shown.setAttribute("aria-hidden", "true");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  area.after(shown, said);
  let timer = 0;
  function count() {
    const text = left(area);
    write(shown, text);
    window.clearTimeout(timer);
    const isNear = area.maxLength - area.value.length <= area.maxLength * NEAR;
    timer = window.setTimeout(() => write(said, isNear ? text : ""), QUIET_MS);
  }
  area.addEventListener("input", count);
  count();
}

document.querySelectorAll(".field textarea[maxlength]").forEach(prepare);
