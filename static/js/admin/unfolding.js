/**
 * The terms that are ticked say which panels of the form matter: the others are folded, but those that hold something.
 *
 * A list of terms has « data-unfolding » ({value of a box: code}), a panel « data-unfolded-by » ([code…]). A place whose
 * type is not said yet is taken to help, as for its completeness. What one folds or unfolds by hand stays so.
 */

const UNSAID = "aide";
const EMPTY = { checkbox: (field) => !field.checked, hidden: () => true };

const lists = [...document.querySelectorAll("[data-unfolding]")];
const panels = [...document.querySelectorAll("[data-unfolded-by]")].map((panel) => ({
  panel,
  toggle: panel.querySelector("[data-panel-toggle]"),
  codes: JSON.parse(panel.dataset.unfoldedBy),
}));
const byHand = new Set();

function ticked() {
  return lists.flatMap((list, rank) => {
    const codes = JSON.parse(list.dataset.unfolding);
    const found = [...list.querySelectorAll("input:checked")].map((box) => codes[box.value]);
    return found.length || rank ? found : [UNSAID]; // the first list is that of the types
  });
}

/** Tells whether something is filled in, or wrong, there. */
function holds(panel) {
  const fields = [...panel.querySelectorAll("input, select, textarea")];
  const isEmpty = (field) => (EMPTY[field.type] ?? (() => !field.value))(field);
  return Boolean(panel.querySelector(".w-field--error")) || !fields.every(isEmpty);
}

function unfold() {
  const codes = new Set(ticked());
  for (const { panel, toggle, codes: wanted } of panels) {
    if (byHand.has(panel)) continue;
    const open = wanted.some((code) => codes.has(code)) || holds(panel);
    if (String(open) !== toggle.getAttribute("aria-expanded")) toggle.click();
  }
}

for (const { panel, toggle } of panels) {
  toggle.addEventListener("click", ({ isTrusted }) => isTrusted && byHand.add(panel));
}
for (const list of lists) list.addEventListener("change", unfold);
// Wagtail folds its panels once the page is read.
if (document.readyState === "complete") unfold();
else addEventListener("load", unfold);
