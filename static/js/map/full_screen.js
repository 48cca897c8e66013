/**
 * On a phone: the map takes the whole screen, the list becomes a sheet that slides over it.
 *
 * Buttons do everything; a finger may also draw the sheet up or down by its handle.
 */

const SWIPE = 30; // pixels: a shorter draw is a press
const SAME_GESTURE_MS = 100; // a mouse that drew also clicks, a finger does not

export class FullScreen {
  /** *resized* is called when the map has another size. */
  constructor(layout, { resized, showList }) {
    Object.assign(this, { layout, resized, isOn: false, sheetIsOpen: false });
    this.toggle = layout.querySelector("[data-map-full]");
    this.handle = layout.querySelector("[data-map-handle]");
    this.label = layout.querySelector("[data-map-handle-label]");
    this.body = layout.querySelector("[data-map-list-body]");
    this.showList = showList;
    this.toggle.addEventListener("click", () => (this.isOn ? this.leave() : this.enter()));
    this.drawByHand();
    this.toggle.hidden = false;
    const wide = window.matchMedia("(min-width: 60rem)");
    wide.addEventListener("change", () => wide.matches && this.isOn && this.leave());
  }

  enter() {
    this.isOn = true;
    this.layout.classList.add("is-full");
    this.hidden = surroundings(this.layout);
    this.hidden.forEach((element) => (element.inert = true));
    this.handle.hidden = false;
    this.toggle.textContent = "Quitter le plein écran";
    this.setSheet(false);
    this.resized();
  }

  leave() {
    this.isOn = false;
    this.layout.classList.remove("is-full");
    this.hidden.forEach((element) => (element.inert = false));
    this.handle.hidden = true;
    this.body.inert = false;
    this.toggle.textContent = "Plein écran";
    this.resized();
    this.toggle.focus();
    this.toggle.scrollIntoView({ block: "nearest" });
  }

  /** Slides the sheet; closed, its content cannot be reached. */
  setSheet(open) {
    this.sheetIsOpen = open;
    this.layout.classList.toggle("has-sheet", open);
    this.body.inert = !open;
    this.handle.setAttribute("aria-expanded", String(open));
    this.label.textContent = open ? "Masquer la liste" : `Voir la liste (${this.showList()})`;
    if (open) this.body.scrollTop = 0;
    else this.handle.focus({ preventScroll: true });
  }

  /** Closes the sheet, then the full screen; returns whether there was something to close. */
  escape() {
    if (!this.isOn) return false;
    if (this.sheetIsOpen) this.setSheet(false);
    else this.leave();
    return true;
  }

  drawByHand() {
    let start = null;
    let drawnAt = -Infinity;
    this.handle.addEventListener("click", ({ timeStamp }) => {
      // The click that ends a draw would undo it.
      if (timeStamp - drawnAt > SAME_GESTURE_MS) this.setSheet(!this.sheetIsOpen);
    });
    this.handle.addEventListener("pointercancel", () => (start = null));
    this.handle.addEventListener("pointerdown", (event) => {
      start = event.clientY;
      this.handle.setPointerCapture(event.pointerId);
    });
    this.handle.addEventListener("pointerup", (event) => {
      const drawn = start === null ? 0 : event.clientY - start;
      start = null;
      if (Math.abs(drawn) < SWIPE) return;
      drawnAt = event.timeStamp;
      this.setSheet(drawn < 0);
    });
  }
}

/** All that stands around *element* in the page, not what holds it. */
function surroundings(element) {
  const found = [];
  for (let inner = element; inner !== document.body; inner = inner.parentElement) {
    found.push(...[...inner.parentElement.children].filter((sibling) => sibling !== inner && !sibling.inert));
  }
  return found;
}
