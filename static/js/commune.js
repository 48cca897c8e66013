/**
 * Suggests communes under the input of the finder (ARIA combobox pattern, list autocomplete).
 *
 * Without this file the input sends what was typed. With it, a chosen suggestion is sent as its key in a
 * hidden input of the same name, so that the address of the results stays short and exact.
 */

const DELAY_MS = 180;
const MIN_LENGTH = 2;

class CommuneCombobox {
  constructor(root) {
    this.input = root.querySelector("input");
    this.list = root.querySelector("[role=listbox]");
    this.status = root.querySelector("[data-commune-status]");
    this.url = root.dataset.suggestionsUrl;
    this.name = this.input.name;
    this.options = [];
    this.active = -1;
    this.request = null;
    this.timer = 0;

    this.key = document.createElement("input");
    this.key.type = "hidden";
    root.append(this.key);

    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);
    this.useKey(this.input.dataset.key ?? "");

    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.close());
    // The input must keep the focus while the list is clicked, or it would close before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.options.indexOf(option));
    });
  }

  /** Sends *key* in place of the text, or the text when there is no key. */
  useKey(key) {
    this.key.value = key;
    this.key.name = key ? this.name : "";
    this.input.name = key ? "" : this.name;
  }

  typed() {
    this.useKey("");
    this.input.form?.querySelectorAll("[data-position]").forEach((position) => position.remove());
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
      this.show((await answer.json()).communes);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the form still works with the typed text
    }
  }

  show(communes) {
    this.options = communes.map((commune, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.className = "combobox__option";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.key = commune.key;
      option.dataset.label = commune.label;
      const departement = document.createElement("small");
      departement.textContent = commune.departement;
      option.append(`${commune.label} `, departement);
      return option;
    });
    this.list.replaceChildren(...this.options);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const count = this.options.length;
    const isOpen = count > 0 && document.activeElement === this.input;
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.status.textContent =
      count === 0 ? "Aucune commune trouvée." : count === 1 ? "1 commune proposée." : `${count} communes proposées.`;
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
    const count = this.options.length;
    this.active = (index + count) % count;
    this.options.forEach((option, position) => {
      option.setAttribute("aria-selected", String(position === this.active));
    });
    const option = this.options[this.active];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  choose(index) {
    const { key, label } = this.options[index].dataset;
    this.input.value = label;
    this.useKey(key);
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

document.querySelectorAll("[data-commune]").forEach((root) => new CommuneCombobox(root));
