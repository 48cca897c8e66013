/**
 * Remembers the places ticked « Comparer » from one page of the list to the next, until the tab closes.
 *
 * Without this file the boxes of one page are sent by their form. With it, those of other pages are sent
 * too, in hidden inputs, and the bar stays at hand. The map makes cards of its own: it says so by « cards-changed ».
 */

import { tell } from "./tell.js";

const KEY = "comparer";
const MOST = 3;

function remembered() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((slug) => typeof slug === "string").slice(0, MOST) : [];
  } catch {
    return []; // storage refused or spoilt: the page works without
  }
}

function remember(slugs) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(slugs));
  } catch {
    // storage refused: what is ticked on this page is enough
  }
}

function prepare(form) {
  const selector = `input[type=checkbox][form="${form.id}"]`;
  const button = form.querySelector("button");
  const message = form.querySelector("[data-compare-message]");
  let chosen = remembered();

  function show() {
    const boxes = [...document.querySelectorAll(selector)];
    const shown = boxes.filter((box) => !box.closest("[hidden]"));
    const here = new Set(shown.map((box) => box.value));
    boxes.forEach((box) => {
      box.checked = chosen.includes(box.value);
      // A box of the list that is put aside would be sent a second time.
      box.disabled = !shown.includes(box) || (chosen.length >= MOST && !box.checked);
    });
    form.hidden = boxes.length === 0 && chosen.length === 0;
    form.querySelectorAll("[data-elsewhere]").forEach((input) => input.remove());
    chosen
      .filter((slug) => !here.has(slug))
      .forEach((slug) => {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name: "lieu", value: slug });
        input.dataset.elsewhere = "";
        form.append(input);
      });
    form.classList.toggle("comparison__bar--active", chosen.length > 0);
    button.textContent = chosen.length > 0 ? `Comparer (${chosen.length})` : "Comparer les lieux cochés";
    tell(message, chosen.length >= MOST ? "Vous avez choisi trois tiers-lieux, le maximum." : "Trois tiers-lieux au plus.");
  }

  document.addEventListener("change", ({ target: box }) => {
    if (!box.matches(selector)) return;
    chosen = chosen.filter((slug) => slug !== box.value);
    if (box.checked) chosen = [...chosen, box.value].slice(0, MOST);
    remember(chosen);
    show();
  });
  document.addEventListener("cards-changed", show);
  // A page shown again by « back » keeps the boxes of its own time.
  window.addEventListener("pageshow", () => {
    chosen = remembered();
    show();
  });
  show();
}

document.querySelectorAll("form#comparer").forEach(prepare);
