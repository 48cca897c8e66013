/**
 * A map on which a point is chosen: it fills two inputs, and follows them.
 *
 * Needs Leaflet (global L), loaded before. Without it, or without this file, the inputs are the way in.
 */

import { createMap, drawBackground } from "../map/background.js";
import { leaveOneFingerToThePage } from "../map/touch.js";
import { tell } from "../tell.js";

const DECIMALS = 6; // a tenth of a metre
const HINT = "Deux doigts déplacent la carte.";

class PointMap extends HTMLElement {
  connectedCallback() {
    if (this.map || !window.L) return;
    this.latitude = document.getElementById(this.dataset.latitude);
    this.longitude = document.getElementById(this.dataset.longitude);
    this.options = JSON.parse(this.dataset.options);
    this.hidden = false;
    this.draw(this.querySelector("[data-canvas]"));
    for (const input of [this.latitude, this.longitude]) {
      input.addEventListener("change", () => this.follow());
    }
    this.querySelector("[data-centre]").addEventListener("click", () => this.choose(this.map.getCenter()));
    this.dataset.ready = "";
  }

  draw(canvas) {
    const { bounds, tiles, background, centre, zoom, pointZoom } = this.options;
    const help = this.querySelector(".point-map__help").id;
    this.map = createMap(canvas, { bounds, tiles, label: "Carte pour choisir un point", help });
    const point = this.typed();
    this.map.setView(point ?? centre, point ? pointZoom : zoom, { animate: false });
    this.marker = L.marker(point ?? centre, {
      draggable: true,
      icon: L.divIcon({ className: "point-map__marker", iconSize: [36, 36], iconAnchor: [18, 36] }),
      keyboard: false, // the arrows move the map, and a button places the marker
    });
    this.marker.on("dragend", () => this.choose(this.marker.getLatLng()));
    if (point) this.marker.addTo(this.map);
    this.map.on("click", ({ latlng }) => this.choose(latlng));
    leaveOneFingerToThePage(this.map, () => false, () => this.say(HINT));
    // In a tab of the admin the map is hidden at first: Leaflet measures it when it shows.
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(canvas);
    if (background) this.drawOutlines(background);
  }

  async drawOutlines(address) {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) drawBackground(this.map, (await response.json()).features);
  }

  /** The point of the inputs; null when they hold none. */
  typed() {
    const numbers = [this.latitude, this.longitude].map(({ value }) => value.trim().replace(",", "."));
    if (!numbers.every(Boolean)) return null;
    const [latitude, longitude] = numbers.map(Number);
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? L.latLng(latitude, longitude) : null;
  }

  /** Goes where the inputs say, leaving them as they were typed. */
  follow() {
    const point = this.typed();
    if (!point) {
      this.marker.remove();
      return;
    }
    this.marker.setLatLng(point).addTo(this.map);
    this.map.setView(point, Math.max(this.map.getZoom(), this.options.zoom), { animate: false });
  }

  choose({ lat, lng }) {
    this.marker.setLatLng([lat, lng]).addTo(this.map);
    this.fill(this.latitude, lat);
    this.fill(this.longitude, lng);
    this.say(`Repère placé\u00a0: ${this.latitude.value}, ${this.longitude.value}.`);
  }

  /** Writes *degrees* as one would by hand: whoever watches the input is told. */
  fill(input, degrees) {
    input.value = String(Number(degrees.toFixed(DECIMALS)));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Puts the marker there, and shows what is around it. */
  goTo(latitude, longitude, zoom) {
    this.choose(L.latLng(latitude, longitude));
    this.map.setView([latitude, longitude], zoom, { animate: false });
  }

  /** Shows another part of the map, unless there is a point already. */
  lookAt(latitude, longitude, zoom) {
    if (this.map && !this.typed()) this.map.setView([latitude, longitude], zoom, { animate: false });
  }

  say(text) {
    tell(this.querySelector("[data-message]"), text);
  }
}

customElements.define("point-map", PointMap);
