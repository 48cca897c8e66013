/**
 * Suggestions under an input, as the ARIA combobox pattern (list autocomplete) wants them.
 *
 * The form works without this file. A page makes a combobox of an element that holds an input, an element with
 * role=listbox and one with role=status, and says what to do with what the server answers.
 */

const DELAY_MS = 180;
const MIN_LENGTH = 2;

export class Combobox {
  /**
   * @param {Element} root its data-suggestions-url answers JSON to ?q=.
   * @param {object} behaviour
   *   read(answer): groups [{title, options: [{label, detail, …}]}], with a title or without;
   *   choose(option, combobox): what a chosen option does;
   *   count(number): how many there are, said to screen readers;
   *   typed(combobox), if any: called when the text changes.
   */
  constructor(root, behaviour) {
    this.input = root.querySelector("input");
    this.list = root.querySelector("[role=listbox]");
    this.status = root.querySelector("[role=status]");
    this.url = root.dataset.suggestionsUrl;
    this.behaviour = behaviour;
    this.options = [];
    this.elements = [];
    this.active = -1;
    this.request = null;
    this.timer = 0;

    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);

    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.close());
    // The input must keep the focus while the list is clicked, or it would close before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const element = event.target.closest("[role=option]");
      if (element) this.choose(this.elements.indexOf(element));
    });
  }

  typed() {
    this.behaviour.typed?.(this);
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < MIN_LENGTH) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.suggest(text), DELAY_MS);
  }

  async suggest(text) {
    this.request = new AbortController();
    try {
      const address = `${this.url}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(address, { signal: this.request.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(this.behaviour.read(await answer.json()));
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the form still works with the typed text
    }
  }

  show(groups) {
    this.options = groups.flatMap((group) => group.options);
    this.elements = [];
    this.list.replaceChildren(...groups.flatMap((group, index) => this.drawGroup(group, index)));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const count = this.options.length;
    const isOpen = count > 0 && document.activeElement === this.input;
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.status.textContent = this.behaviour.count(count);
  }

  /** Returns the options of a group, inside an element that names it when it has a title. */
  drawGroup({ title, options }, index) {
    const drawn = options.map((option) => this.drawOption(option));
    if (!title) return drawn;
    const group = document.createElement("div");
    const name = document.createElement("div");
    group.className = "combobox__group";
    group.setAttribute("role", "group");
    name.id = `${this.list.id}-titre-${index}`;
    name.className = "combobox__title";
    name.setAttribute("role", "presentation");
    name.textContent = title;
    group.setAttribute("aria-labelledby", name.id);
    group.append(name, ...drawn);
    return [group];
  }

  drawOption({ label, detail }) {
    const element = document.createElement("div");
    element.id = `${this.list.id}-${this.elements.length}`;
    element.className = "combobox__option";
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.append(`${label} `);
    if (detail) {
      const small = document.createElement("small");
      small.textContent = detail;
      element.append(small);
    }
    this.elements.push(element);
    return element;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Marks the option at *index* (it wraps around) as the one that Enter takes. */
  highlight(index) {
    const count = this.elements.length;
    this.active = (index + count) % count;
    this.elements.forEach((element, position) => {
      element.setAttribute("aria-selected", String(position === this.active));
    });
    const element = this.elements[this.active];
    this.input.setAttribute("aria-activedescendant", element.id);
    element.scrollIntoView({ block: "nearest" });
  }

  choose(index) {
    this.behaviour.choose(this.options[index], this);
    this.close();
  }

  pressed(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" && isOpen) this.highlight(this.active + 1);
    else if (event.key === "ArrowDown") this.typed();
    else if (event.key === "ArrowUp" && isOpen) this.highlight(this.active < 0 ? -1 : this.active - 1);
    else if (event.key === "Enter" && isOpen && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape" && isOpen) this.close();
    else return;
    event.preventDefault();
  }
}
