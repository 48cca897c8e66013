/**
 * Saves a part of a file while it is being typed, and says so: « Enregistré à 14 h 32 ».
 *
 * One save at a time, a second after the last key. One that fails is tried again, at once when the network
 * comes back; what was typed stays in the page. Sending the form waits for the save that is on its way, so
 * that an older one never arrives after it. What was typed before this file arrived is saved too.
 * Without it each part is saved by its button.
 */

import { tell } from "../tell.js";

const PAUSE = 1000; // milliseconds after the last key
const RETRY = 1000; // after a first failure, then twice as long each time
const LONGEST = 60000;
const TIMEOUT = 30000;

const OFFLINE = "Pas de connexion : ce que vous tapez reste dans cette page et s’enregistrera au retour du réseau.";
const FAILED = "L’enregistrement n’a pas réussi. Nouvel essai bientôt.";
const CLOSED = "Ce dossier s’est fermé sur cet appareil. Ouvrez à nouveau son lien dans un autre onglet : l’enregistrement reprendra ici.";
// What a save is refused for, and no other would be taken for: the button still sends what is typed.
const REFUSALS = {
  409: "Ce dossier vient d’être déposé depuis une autre fenêtre : ce qui est tapé ici ne s’y ajoute plus.",
  422: "La liste est pleine, et cet élément en a été retiré dans une autre fenêtre : rien ne s’enregistre plus seul. « Enregistrer et continuer » gardera ce qui est tapé ici et vous dira comment le remettre.",
};

/** Whether *control* holds something else than what the server wrote in the page. */
function differs(control) {
  if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected);
  if (control.matches("[type=checkbox], [type=radio]")) return control.checked !== control.defaultChecked;
  return "defaultValue" in control && control.value !== control.defaultValue;
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-saved]");
    this.sequence = form.elements.namedItem("sequence");
    this.changed = false;
    this.over = false; // nothing more is saved but by the button
    this.closed = false; // the file is shut on this device: the button would lose what is typed
    this.failures = 0;
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("offline", () => this.fail(OFFLINE));
    window.addEventListener("beforeunload", (event) => {
      if (this.changed && !this.leaving) event.preventDefault();
    });
    if ([...form.elements].some(differs)) this.later();
  }

  later() {
    this.changed = true;
    if (this.failures && this.timer) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.pause());
  }

  pause() {
    return this.failures ? Math.min(RETRY * 2 ** (this.failures - 1), LONGEST) : PAUSE;
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.saving || this.over || this.leaving || !this.changed) return;
    this.changed = false;
    this.saving = this.send();
    await this.saving;
    this.saving = null;
    if (this.changed && !this.leaving) this.later();
  }

  async send() {
    try {
      const response = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: this.typed(),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (response.ok) this.done(await response.json());
      else this.refused(response.status);
    } catch {
      this.failures += 1;
      this.changed = true;
      this.fail(navigator.onLine ? FAILED : OFFLINE);
    }
  }

  /** What is typed: files leave with the form alone. */
  typed() {
    const data = new FormData(this.form);
    this.form.querySelectorAll("input[type=file]").forEach((input) => data.delete(input.name));
    return data;
  }

  done({ sequence, saved_at: at, replaced }) {
    this.failures = 0;
    this.closed = false;
    this.sequence.value = sequence;
    tell(this.status, `Enregistré à ${at}`);
    if (replaced.length) this.show(replaced);
  }

  /** List what another window had saved and this one took the place of: it is kept nowhere else. */
  show(lines) {
    const shown = this.form.querySelector("[data-replaced]");
    if (!shown.firstElementChild) {
      shown.append(shown.nextElementSibling.content.cloneNode(true));
      const list = document.createElement("ul");
      list.className = "alert__list";
      shown.querySelector(".alert__body").append(list);
    }
    for (const line of lines) {
      const item = document.createElement("li");
      item.textContent = line;
      shown.querySelector("ul").append(item);
    }
  }

  refused(status) {
    this.changed = true;
    this.over = status in REFUSALS;
    this.closed = status === 403;
    this.failures += 1;
    const own = status === 409 && this.form.dataset.over; // where the form is not a part of a draft
    this.fail(own || (REFUSALS[status] ?? (this.closed ? CLOSED : FAILED)));
  }

  fail(text) {
    tell(this.status, text, { error: true });
  }

  /** Leave with what is typed, once no save is on its way; stay where it would not be taken. */
  async submit(event) {
    if (!navigator.onLine) {
      event.preventDefault();
      this.fail(OFFLINE);
      return;
    }
    clearTimeout(this.timer);
    this.timer = null;
    if (!this.saving && !this.closed) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    await this.saving;
    if (this.closed) await this.save();
    if (!this.closed) this.form.requestSubmit(event.submitter);
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
