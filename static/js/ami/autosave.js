/**
 * Saves a part of a file while it is being typed, and says so: « Enregistré à 14 h 32 ».
 *
 * One save at a time, a second after the last key. One that fails is tried again, at once when the network
 * comes back; what was typed stays in the page. Sending the form waits for the save that is on its way, so
 * that an older one never arrives after it. Without this file each part is saved by its button.
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
        body: this.typed(),
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

  /** What is typed: files leave with the form alone. */
  typed() {
    const data = new FormData(this.form);
    this.form.querySelectorAll("input[type=file]").forEach((input) => data.delete(input.name));
    return data;
  }

  done({ sequence, saved_at: at, replaced }) {
    this.failures = 0;
    this.sequence.value = sequence;
    this.say(`Enregistré à ${at}${replaced ? `.${REPLACED}` : ""}`);
  }

  refused(status) {
    if (status === 409) {
      this.over = true;
      this.say(this.form.dataset.over ?? DEPOSITED);
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
