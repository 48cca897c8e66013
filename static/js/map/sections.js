/** What other parts of the site add to the card of a place, asked when it is open: its next dates. */

const PATIENCE_MS = 8_000; // after that, what comes would move under the eyes of who reads

/**
 * Returns an element that holds what *url* adds, or null: there is nothing, it cannot be had, or it is too late.
 *
 * *givenUp* is the signal of an AbortController.
 */
export async function loadSections(url, givenUp) {
  const tooLate = new AbortController();
  const giveUp = () => tooLate.abort();
  const timer = window.setTimeout(giveUp, PATIENCE_MS);
  givenUp.addEventListener("abort", giveUp);
  try {
    const response = await fetch(url, { signal: tooLate.signal });
    const html = response.ok && !response.redirected ? await response.text() : "";
    return tooLate.signal.aborted ? null : elementOf(html);
  } catch {
    return null; // the card says the rest
  } finally {
    window.clearTimeout(timer);
  }
}

function elementOf(html) {
  if (!html.trim()) return null;
  const element = document.createElement("div");
  element.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  return element;
}
