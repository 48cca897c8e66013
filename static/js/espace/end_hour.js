/** Proposes the end of a workshop once its start is typed; who types an end of their own keeps it. */

class EndHour extends HTMLElement {
  connectedCallback() {
    [this.start, this.end] = this.querySelectorAll('input[type="time"]');
    this.proposed = "";
    this.start.addEventListener("input", () => this.propose());
  }

  propose() {
    if (this.end.value && this.end.value !== this.proposed) return;
    const [hours, minutes] = this.start.value.split(":").map(Number);
    if (Number.isNaN(minutes)) return;
    const end = (hours * 60 + minutes + Number(this.dataset.minutes)) % (24 * 60);
    this.proposed = [Math.floor(end / 60), end % 60].map((part) => String(part).padStart(2, "0")).join(":");
    this.end.value = this.proposed;
    this.end.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("end-hour", EndHour);
