/**
 * Keeps an internal note as it is typed, so that leaving the page, even to lead the file to another state, loses
 * nothing of it. It stays its author's until « Noter ». Without this file a note is kept by its button alone.
 */
import { completeMentions } from "./mentions.js";
import { tell } from "../tell.js";

const PAUSE = 800; // milliseconds after the last key
const KEPT = "Ce que vous tapez est gardé, pour vous seul. « Noter » l’écrit dans le dossier.";
const NOT_KEPT = "Ce que vous tapez n’est pas gardé pour l’instant : ne quittez pas cette page avant « Noter ».";
const WRITTEN = "Cette note est déjà écrite. Ce que vous tapez n’est pas gardé : ouvrez le dossier à nouveau.";

class TypedNote {
  constructor(form) {
    this.form = form;
    this.text = form.elements.namedItem("text");
    this.state = form.querySelector("[data-note-state]");
    this.kept = this.text.value;
    this.text.addEventListener("input", () => this.later());
    form.addEventListener("submit", () => this.stop());
    // The page is left: by a link, a button of the file, or the closing of the tab.
    window.addEventListener("pagehide", () => this.save());
    // Back to a page that the browser had put aside: the note that was in it may be written.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.begin();
    });
    if (this.text.value !== this.text.defaultValue) this.later();
  }

  begin() {
    this.over = false;
    this.form.elements.namedItem("key").value = crypto.randomUUID();
  }

  later() {
    clearTimeout(this.timer);
    if (!this.over) this.timer = setTimeout(() => this.save(), PAUSE);
  }

  stop() {
    this.over = true;
    clearTimeout(this.timer);
  }

  /** Saves follow one another: an older text never takes the place of a newer one. */
  async save() {
    clearTimeout(this.timer);
    const text = this.text.value;
    if (this.over || this.saving || text === this.kept) return;
    this.saving = true;
    try {
      // « keepalive »: it arrives even if the page is gone.
      const body = new FormData(this.form);
      const response = await fetch(this.form.dataset.note, { method: "POST", body, keepalive: true });
      const isKept = response.status === 204; // 200 is the page where one signs in again
      if (isKept) this.kept = text;
      this.say(isKept ? KEPT : response.status === 409 ? WRITTEN : NOT_KEPT);
    } catch {
      this.say(NOT_KEPT);
    }
    this.saving = false;
    if (this.text.value !== text) this.later();
  }

  say(text) {
    tell(this.state, text, { error: text !== KEPT });
  }
}

document.querySelectorAll("form[data-note]").forEach((form) => {
  new TypedNote(form);
  completeMentions(form);
});
