/** Asks the server, once one has stopped typing, what is being typed amounts to. */

const DELAY = 400; // milliseconds without a change
const FAILED =
  "L’aperçu n’a pas pu être mis à jour. Rien de ce que vous écrivez n’est perdu\u00a0: ce qui est faux sera dit à l’envoi.";

export class Preview {
  /**
   * *data* returns the FormData to send to *url*, *show* is given the response when it is a good one,
   * *fail* a text to show when there is none. Without *url* nothing is asked.
   */
  constructor(url, { data, show, fail }) {
    Object.assign(this, { url, data, show, fail });
  }

  /** Something has changed: asks in a moment. */
  later() {
    if (!this.url) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), DELAY);
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const response = await fetch(this.url, { method: "POST", body: this.data(), signal: this.request.signal });
      // Redirected: one is no longer signed in.
      if (!response.ok || response.redirected) throw new Error(`${this.url}: ${response.status}`);
      await this.show(response);
    } catch (error) {
      if (error.name !== "AbortError") this.fail(FAILED);
    }
  }

  stop() {
    window.clearTimeout(this.timer);
    this.request?.abort();
  }
}
