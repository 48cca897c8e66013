/**
 * Says what became of an act: in the page’s own element of role=status, or, for an error, in one of role=alert beside
 * it, which screen readers say at once (RGAA 7.5). An error stays until something else is said.
 */

const alerts = new WeakMap();

/** The element for the errors of *status*: it looks the same, and stands right after. */
function alertOf(status) {
  if (!alerts.has(status)) {
    const alert = document.createElement(status.localName);
    alert.className = status.className;
    alert.setAttribute("role", "alert");
    status.after(alert);
    alerts.set(status, alert);
  }
  return alerts.get(status);
}

/** Written only when it changes: the same words again would be said again. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Says *text* for *status*, in place of what was said before; nothing for an empty text. */
export function tell(status, text, { error = false } = {}) {
  const alert = alertOf(status);
  write(status, error ? "" : text);
  write(alert, error ? text : "");
}
