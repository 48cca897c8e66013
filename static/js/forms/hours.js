// The table of opening hours: says at once the sentence it makes, copies days, adds closures.
// A custom element, so that it works wherever the form field is shown, also when added later.

import { Preview } from "./preview.js";
import { write } from "../tell.js";

class HoursEditor extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.preview = new Preview(this.dataset.previewUrl, {
      data: () => this.data(),
      show: async (response) => this.show(await response.json()),
      fail: (text) => this.say({ sentence: "", error: text }),
    });
    for (const part of this.querySelectorAll("[data-copy-to], [data-with-script]")) {
      part.hidden = false;
    }
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("input", (event) => this.change(event));
    this.showAddButton();
  }

  disconnectedCallback() {
    this.preview?.stop();
  }

  click(event) {
    const copy = event.target.closest("[data-copy-to]");
    if (copy) this.copyDay(copy.closest("[data-day]"), copy.dataset.copyTo.split(" "));
    if (event.target.closest("[data-add-closure]")) this.addClosure();
  }

  change(event) {
    if (event.target.name === `${this.dataset.name}-osm`) {
      this.field("use_osm").checked = event.target.value.trim() !== "";
    }
    this.preview.later();
  }

  copyDay(row, numbers) {
    const week = row.dataset.day.split("-")[0];
    const values = [...row.querySelectorAll("input")].map((input) => input.value);
    for (const number of numbers) {
      const target = this.querySelector(`[data-day="${week}-${number}"]`);
      target.querySelectorAll("input").forEach((input, index) => {
        input.value = values[index];
      });
    }
    this.tell(row);
  }

  addClosure() {
    const list = this.querySelector("[data-closures]");
    const row = list.lastElementChild.cloneNode(true);
    const number = list.children.length;
    for (const input of row.querySelectorAll("input")) {
      input.name = input.name.replace(/closure-\d+/, `closure-${number}`);
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, number + 1));
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      input.value = "";
    }
    for (const mistake of row.querySelectorAll("[data-mistake]")) mistake.remove();
    list.append(row);
    row.querySelector("input").focus();
    this.showAddButton();
  }

  showAddButton() {
    const rows = this.querySelector("[data-closures]").children.length;
    this.querySelector("[data-add-closure]").hidden = rows >= Number(this.dataset.maxClosures);
  }

  show({ osm, sentence, error }) {
    if (!this.field("use_osm").checked && !error) this.field("osm").value = osm;
    this.say({ sentence, error });
  }

  say({ sentence, error }) {
    write(this.querySelector("[data-sentence]"), sentence);
    write(this.querySelector("[data-error]"), error);
  }

  data() {
    const data = new FormData();
    data.set("champ", this.dataset.name);
    const token = this.closest("form")?.elements.csrfmiddlewaretoken;
    if (token) data.set("csrfmiddlewaretoken", token.value);
    for (const input of this.querySelectorAll("input, textarea")) {
      const skipped = (input.type === "checkbox" || input.type === "radio") && !input.checked;
      if (!skipped && input.value) data.set(input.name, input.value);
    }
    return data;
  }

  field(name) {
    return this.querySelector(`[name="${this.dataset.name}-${name}"]`);
  }

  // A change made by a script is told like one made by hand: the admin then knows of it.
  tell(element) {
    element.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
    element.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("hours-editor", HoursEditor);
