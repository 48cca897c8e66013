/**
 * Sends the chosen files one by one, each kept as soon as it is up, and says how far the sending has come.
 *
 * Each answer is the page itself: its list of files takes the place of ours, and what it refuses is added to
 * what was refused before. Files that could not leave stay chosen. Without this script the form sends them all
 * at once.
 */

import { tell } from "../tell.js";

class Uploads {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.status = form.querySelector("[data-upload-status]");
    this.bar = form.querySelector("progress");
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("beforeunload", (event) => {
      if (this.sending) event.preventDefault();
    });
  }

  async submit(event) {
    if (!this.sending && !this.input.files.length) return; // the server asks to choose one
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    this.submitter = event.submitter;
    document.querySelector("[data-refusals]").replaceChildren();
    const files = [...this.input.files];
    const unsent = [];
    for (const [index, file] of files.entries()) {
      const rank = files.length > 1 ? ` (${index + 1} sur ${files.length})` : "";
      this.say(`Envoi de « ${file.name} »${rank}…`);
      if (!(await this.send(file))) unsent.push(file);
    }
    this.sending = false;
    this.finish(files, unsent);
  }

  /** Send one file; return whether it was answered, kept or refused. */
  send(file) {
    const body = new FormData();
    body.append(this.input.name, file);
    this.bar.hidden = false;
    this.bar.value = 0;
    return new Promise((resolve) => {
      const request = new XMLHttpRequest(); // fetch says nothing of what has left
      request.open("POST", this.form.action);
      request.responseType = "document";
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        this.bar.value = total ? loaded / total : 0;
      });
      request.addEventListener("load", () => resolve(this.read(request)));
      for (const failure of ["error", "abort", "timeout"]) request.addEventListener(failure, () => resolve(false));
      request.send(body);
    });
  }

  read({ status, response, responseURL }) {
    const theirs = response?.querySelector("[data-files]");
    if (status === 403 || (status === 200 && !theirs)) {
      this.elsewhere = responseURL; // the file was shut, or deposited, meanwhile: that page says so
      return true;
    }
    if (!theirs) return false;
    document.querySelector("[data-files]").replaceWith(document.adoptNode(theirs));
    this.refuse(response.querySelector("[data-refusals]"));
    return true;
  }

  refuse(theirs) {
    const ours = document.querySelector("[data-refusals]");
    const list = ours.querySelector("ul");
    if (list) list.append(...theirs.querySelectorAll("li"));
    else ours.replaceChildren(...theirs.childNodes);
  }

  finish(files, unsent) {
    this.bar.hidden = true;
    if (this.elsewhere) {
      location.assign(this.elsewhere);
      return;
    }
    const kept = new DataTransfer();
    for (const file of unsent) kept.items.add(file);
    this.input.files = kept.files;
    const names = unsent.map((file) => `« ${file.name} »`).join(", ");
    if (unsent.length) this.say(`Pas envoyé : ${names}. Vérifiez votre connexion, puis choisissez « Ajouter » à nouveau.`, { error: true });
    else this.say(files.length > 1 ? "L’envoi est terminé." : "");
    const errors = document.querySelector("#erreurs");
    if (errors) errors.focus();
    else if (!unsent.length && this.submitter?.name) this.form.requestSubmit(this.submitter); // to go on
  }

  say(text, { error = false } = {}) {
    tell(this.status, text, { error });
  }
}

document.querySelectorAll("form[data-uploads]").forEach((form) => new Uploads(form));
