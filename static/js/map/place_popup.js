/** The place that is open on the map: its card in a popup, its name in the address. */

import { writePlace } from "./address.js";
import { cardOf } from "./card.js";

const OPTIONS = { className: "map-popup", minWidth: 210, maxWidth: 290, offset: [0, -12], autoPanPadding: [24, 24] };

export class PlacePopup {
  constructor(map, markers, { sheets }) {
    Object.assign(this, { map, markers, sheets, place: null });
    this.popup = L.popup({ ...OPTIONS, closeOnEscapeKey: false });
    map.on("popupclose", () => this.forget());
  }

  /** Opens *place*; with *focus*, its link is ready to be followed. */
  open(place, focus) {
    this.map.closePopup();
    this.place = place;
    this.popup.setLatLng(place.latLng).setContent(cardOf(place, this.sheets)).openOn(this.map);
    const element = this.popup.getElement();
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", place.name);
    element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", "Fermer");
    writePlace(place.slug);
    if (focus) element.querySelector(".place-card__title a").focus();
  }

  /** Closes it and gives the focus back to the marker; returns whether there was one to close. */
  close() {
    if (!this.place) return false;
    const { place } = this;
    this.map.closePopup();
    this.markers.focus(place);
    return true;
  }

  forget() {
    if (!this.place) return;
    this.place = null;
    writePlace(null);
  }
}
