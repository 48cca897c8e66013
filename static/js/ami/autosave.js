/**
 * Saves a part of a file while it is being typed, and says so: « Enregistré à 14 h 32 ».
 *
 * One save at a time, a second after the last key. One that fails is tried again, at once when the network
 * comes back; what was typed stays in the page. Sending the form waits for the save that is on its way, so
 * that an older one never arrives after it. What was typed before this file arrived is saved too.
 * Without it each part is saved by its button.
 */

const PAUSE = 1000; // milliseconds after the last key
const RETRY = 1000; // after a first failure, then twice as long each time
const LONGEST = 60000;
const TIMEOUT = 30000;

const OFFLINE = "Pas de connexion : ce que vous tapez reste dans cette page et s’enregistrera au retour du réseau.";
const FAILED = "L’enregistrement n’a pas réussi. Nouvel essai bientôt.";
const CLOSED = "Ce dossier s’est fermé sur cet appareil. Ouvrez à nouveau son lien dans un autre onglet : l’enregistrement reprendra ici.";
const DEPOSITED = "Ce dossier vient d’être déposé depuis une autre fenêtre : ce qui est tapé ici ne s’y ajoute plus.";
const REPLACED = " Une autre fenêtre avait rempli cette partie : elle est remplacée par celle-ci.";

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
    this.over = false;
    this.failures = 0;
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("offline", () => this.say(OFFLINE));
    window.addEventListener("beforeunload", (event) => {
      if (this.changed && !this.leaving) event.preventDefault();
    });
    if ([...form.elements].some(differs)) this.later();
  }

  later(delay = PAUSE) {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  async save() {
    if (this.saving || this.over || this.leaving || !this.changed) return;
    this.changed = false;
    this.saving = this.send();
    await this.saving;
    this.saving = null;
    if (this.changed && !this.leaving) this.later(this.failures ? Math.min(RETRY * 2 ** this.failures, LONGEST) : PAUSE);
  }

  async send() {
    try {
      const response = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: new FormData(this.form),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (response.ok) this.done(await response.json());
      else this.refused(response.status);
    } catch {
      this.failures += 1;
      this.changed = true;
      this.say(navigator.onLine ? FAILED : OFFLINE);
    }
  }

  done({ sequence, saved_at: at, replaced }) {
    this.failures = 0;
    this.sequence.value = sequence;
    this.say(`Enregistré à ${at}`);
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
    if (status === 409) {
      this.over = true;
      this.say(DEPOSITED);
      return;
    }
    this.failures += 1;
    this.changed = true;
    this.say(status === 403 ? CLOSED : FAILED);
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  async submit(event) {
    if (!navigator.onLine) {
      event.preventDefault();
      this.say(OFFLINE);
      return;
    }
    clearTimeout(this.timer);
    this.leaving = true;
    if (!this.saving) return;
    event.preventDefault();
    await this.saving;
    this.form.requestSubmit(event.submitter);
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
