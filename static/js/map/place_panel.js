/** The place that is open on the map: its card beside or below it, its name in the address. */

import { writePlace } from "./address.js";
import { reducedMotion } from "./background.js";
import { cardOf } from "./card.js";
import { loadSections } from "./sections.js";

const MARGIN = 32; // pixels between the marker and the edge of what can be seen of the map

export class PlacePanel {
  /** *sections* is the route that adds to a card under the address of its place, or empty. */
  constructor(root, map, markers, { sheets, sections }) {
    Object.assign(this, { root, map, markers, sheets, sections, place: null, closing: null });
    this.content = root.querySelector("[data-map-place-content]");
    this.way = root.querySelector("[data-map-place-way]");
    this.directions = this.way.href; // but for the point
    this.status = root.querySelector("[role=status]");
    this.tools = root.parentElement.querySelector("[data-map-tools]");
    root.querySelector("[data-map-place-close]").addEventListener("click", () => this.close());
    map.on("click", () => this.shut());
  }

  /** Opens *place*: with *focus*, its link is ready to be followed; with *scroll*, the page shows it. */
  open(place, { focus = false, scroll = true } = {}) {
    this.closing?.abort();
    this.place = place;
    const card = cardOf(place, this.sheets);
    this.way.href = `${this.directions}${place.latLng.lat}%2C${place.latLng.lng}`;
    this.content.replaceChildren(card, this.way.parentElement);
    this.root.setAttribute("aria-label", place.name);
    this.root.hidden = false;
    this.root.scrollTop = 0;
    this.markers.select(place);
    writePlace(place.slug);
    this.uncover();
    if (focus) card.querySelector(".place-card__title a").focus();
    else if (scroll) this.root.scrollIntoView({ block: "nearest", behavior: reducedMotion ? "auto" : "smooth" });
    if (this.sections) this.complete(place);
  }

  /** Adds below the card what other parts of the site say of *place*, and tells it softly. */
  async complete(place) {
    this.status.textContent = "";
    this.closing = new AbortController();
    const url = `${this.sheets}${encodeURIComponent(place.slug)}/${this.sections}`;
    const added = await loadSections(url, this.closing.signal);
    if (!added) return;
    this.content.append(added);
    this.status.textContent = added.querySelector("h4")?.textContent ?? "";
    this.uncover();
  }

  /** Moves the map as little as it takes for neither the panel nor the tools to hide the place. */
  uncover() {
    this.map.fire("covered"); // static/js/map/town_names.js
    if (!this.place) return;
    const map = this.map.getContainer().getBoundingClientRect();
    const panel = this.root.getBoundingClientRect();
    const over = panel.top < map.bottom && panel.bottom > map.top;
    const beside = over && panel.width < map.width / 2;
    const left = beside ? panel.right - map.left : 0;
    const top = beside ? 0 : this.tools.getBoundingClientRect().bottom - map.top;
    const arrows = this.map.getContainer().querySelector(".map-arrows").getBoundingClientRect();
    const bottom = map.bottom - (over && !beside ? panel.top : arrows.top);
    this.map.panInside(this.place.latLng, {
      animate: !reducedMotion,
      paddingTopLeft: [left + MARGIN, top + MARGIN],
      paddingBottomRight: [MARGIN, bottom + MARGIN],
    });
  }

  /** Closes it and gives the focus back to the marker; returns whether there was one to close. */
  close() {
    const { place } = this;
    if (!place) return false;
    this.shut();
    this.markers.focus(place);
    return true;
  }

  shut() {
    if (!this.place) return;
    this.closing?.abort();
    this.place = null;
    this.root.hidden = true;
    this.content.replaceChildren();
    this.markers.select(null);
    writePlace(null);
    this.uncover();
  }
}
