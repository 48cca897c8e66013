// The repetition of an event: shows the choices of the chosen pattern only, and says at once the
// dates that result.

const DELAY = 400; // milliseconds without a change before the dates are asked for
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
    this.changed = (event) => {
      if (FIELDS.test(event.target.name)) this.later();
    };
    this.form.addEventListener("input", this.changed);
    this.form.addEventListener("change", this.changed);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.form.removeEventListener("input", this.changed);
    this.form.removeEventListener("change", this.changed);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), DELAY);
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const response = await fetch(this.dataset.url, {
        method: "POST",
        body: this.data(),
        signal: this.request.signal,
      });
      if (response.ok && !response.redirected) {
        this.querySelector("[data-output]").innerHTML = await response.text();
      }
    } catch {
      // Asked again at the next change; what is wrong is said when the form is saved.
    }
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
