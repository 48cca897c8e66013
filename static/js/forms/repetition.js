// The repetition of an event: shows the choices of the chosen pattern only, and says at once the
// dates that result.

import { Preview } from "./preview.js";
import { tell } from "../tell.js";

const ALONE = ["une-fois", "importee"]; // patterns without an end to choose
const FIELDS = /^(csrfmiddlewaretoken|starts_on|start_time|end_time|rule-.*|(added|excluded)_dates|skip_.*)$/;

class RepetitionEditor extends HTMLElement {
  connectedCallback() {
    this.pattern = this.querySelector(`[name="${this.dataset.patternName}"]`);
    this.pattern.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const chosen = this.pattern.value;
    for (const part of this.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(chosen);
    }
    this.querySelector("[data-end]").hidden = ALONE.includes(chosen);
  }
}

class EventDates extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    const output = this.querySelector("[data-output]");
    let last = "";
    this.preview = new Preview(this.dataset.url, {
      data: () => this.data(),
      show: async (response) => {
        const said = await response.text();
        if (said === last) return; // the same words again would be said again
        tell(output, "");
        output.innerHTML = last = said;
      },
      fail: (text) => {
        last = "";
        tell(output, text, { error: true });
      },
    });
    this.changed = (event) => {
      if (FIELDS.test(event.target.name)) this.preview.later();
    };
    this.form.addEventListener("input", this.changed);
    this.form.addEventListener("change", this.changed);
  }

  disconnectedCallback() {
    this.preview.stop();
    this.form.removeEventListener("input", this.changed);
    this.form.removeEventListener("change", this.changed);
  }

  data() {
    const data = new FormData();
    for (const [name, value] of new FormData(this.form)) {
      if (FIELDS.test(name)) data.append(name, value);
    }
    return data;
  }
}

customElements.define("repetition-editor", RepetitionEditor);
customElements.define("event-dates", EventDates);
