/**
 * Completes « @ » in a note from the colleagues that may be told, whose boxes stand under it: arrows to choose, Enter
 * or Tab to take, Escape to close. A choice writes « @prénom.nom » and ticks the box. The boxes do without this file.
 */

const MOST = 8;
const TYPED = /(?:^|[^\p{L}\p{N}@.])@([\p{L}\p{N}.\-’']*)$/u; // what calls somebody, before the caret

/** Returns *text* without accents nor capitals. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Reads a colleague from the label of a box: « Nora Exemple (@nora.exemple) ». */
function read(box) {
  const label = box.closest("label").textContent.trim();
  const handle = label.match(/\(@(.+)\)$/)[1];
  return { box, label, handle, searched: `${plain(label)} ${handle}` };
}

class Mentions {
  constructor(text, boxes) {
    this.text = text;
    this.colleagues = boxes.map(read);
    this.found = [];
    this.active = 0;
    this.list = document.createElement("ul");
    this.list.id = `${text.id}-colleagues`;
    this.list.className = "note__colleagues";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Collègues");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "w-sr-only";
    this.status.setAttribute("role", "status");
    text.after(this.list, this.status);
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", this.list.id);
    text.addEventListener("input", () => this.suggest());
    text.addEventListener("keydown", (event) => this.pressed(event));
    text.addEventListener("blur", () => this.close());
    // The text must keep the focus while the list is clicked, or it would close before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  /** Returns what is typed after « @ », up to the caret; null where nobody is being called. */
  typed() {
    return this.text.value.slice(0, this.text.selectionStart).match(TYPED)?.[1] ?? null;
  }

  suggest() {
    const typed = this.typed();
    const wanted = plain(typed ?? "").replace(/[.\-]/g, " ").trim();
    const fits = ({ searched }) => searched.split(/[\s(@).\-]+/).join(" ").includes(wanted);
    this.found = typed === null ? [] : this.colleagues.filter(fits).slice(0, MOST);
    if (!this.found.length) {
      this.close();
      return;
    }
    this.list.replaceChildren(...this.found.map((each, index) => this.draw(each, index)));
    this.list.hidden = false;
    this.highlight(0);
    this.status.textContent = `${this.found.length} collègue${this.found.length > 1 ? "s" : ""} : flèches pour choisir, Entrée pour prendre.`;
  }

  draw({ label }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.textContent = label;
    return option;
  }

  highlight(index) {
    this.active = (index + this.found.length) % this.found.length;
    [...this.list.children].forEach((option, rank) => {
      option.setAttribute("aria-selected", String(rank === this.active));
    });
    this.text.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
  }

  choose(index) {
    const { box, handle } = this.found[index];
    const caret = this.text.selectionStart;
    this.text.setRangeText(`@${handle} `, caret - this.typed().length - 1, caret, "end");
    box.checked = true;
    this.close();
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.status.textContent = "";
    this.text.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    if (this.list.hidden) return;
    if (event.key === "ArrowDown") this.highlight(this.active + 1);
    else if (event.key === "ArrowUp") this.highlight(this.active - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) this.choose(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

/** Has « @ » in the note of *form* complete colleagues, where it has any to tell. */
export function completeMentions(form) {
  const boxes = [...form.querySelectorAll("input[name=told]")];
  if (boxes.length) new Mentions(form.elements.namedItem("text"), boxes);
}
