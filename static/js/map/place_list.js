/**
 * The list beside the map: the one of the page while every place is in view, else those in view.
 *
 * The nearest to the middle of the map come first, a few at a time.
 */

import { addLocateButton, cardOf, slugOf } from "./card.js";
import { once } from "./data.js";

const STEP = 24; // cards shown at once
const CARDS_CHANGED = "cards-changed"; // static/js/compare.js ticks the new ones
const QUIET_MS = 500; // the map stands still that long before its number of places is said

export class PlaceList {
  /** *choose* shows a place on the map. */
  constructor(root, map, places, { sheets, choose }) {
    const find = (name) => root.querySelector(`[data-map-${name}]`);
    Object.assign(this, { root, map, places, sheets, choose, shown: 0, inView: [] });
    this.all = find("all");
    this.view = find("in-view");
    this.items = find("items");
    this.more = find("more");
    this.back = find("back");
    this.status = find("view");
    this.located = places.filter((place) => place.latLng);
    this.ofSlug = new Map(once(places).map((place) => [place.slug, place]));
    for (const card of root.querySelectorAll(".place-card")) {
      const place = this.ofSlug.get(slugOf(card));
      if (place?.latLng) addLocateButton(card, place, choose);
    }
    this.more.addEventListener("click", () => this.showMore());
    map.on("moveend", () => this.follow());
    this.follow();
  }

  /** Shows what the map shows. */
  follow() {
    const bounds = this.map.getBounds();
    const seen = this.located.filter((place) => bounds.contains(place.latLng));
    const everything = seen.length === this.located.length;
    this.inView = once(seen);
    this.everything = everything;
    this.all.hidden = !everything;
    this.view.hidden = everything;
    this.back.hidden = everything;
    if (!everything) this.start();
    document.dispatchEvent(new Event(CARDS_CHANGED));
    this.say(everything ? "" : inViewText(this.inView.length, once(this.located).length));
  }

  start() {
    const centre = this.map.getCenter();
    const distances = new Map(this.inView.map((place) => [place, centre.distanceTo(place.latLng)]));
    this.inView.sort((one, other) => distances.get(one) - distances.get(other));
    this.items.replaceChildren();
    this.shown = 0;
    this.append();
  }

  append() {
    const next = this.inView.slice(this.shown, this.shown + STEP);
    const items = next.map((place) => {
      const item = document.createElement("li");
      const card = cardOf(place, this.sheets, { inList: true });
      addLocateButton(card, place, this.choose);
      item.append(card);
      return item;
    });
    this.items.append(...items);
    this.shown += next.length;
    this.more.hidden = this.shown >= this.inView.length;
    return items;
  }

  showMore() {
    const [first] = this.append();
    document.dispatchEvent(new Event(CARDS_CHANGED));
    first?.querySelector("a").focus();
  }

  /** Says *text* once the map has stopped, after what is not on the map at all. */
  say(text) {
    window.clearTimeout(this.timer);
    const said = [text, outsideText(this.places.length - this.located.length)].filter(Boolean).join(" ");
    this.timer = window.setTimeout(() => (this.status.textContent = said), QUIET_MS);
  }

  /** The card of the place *slug* that can be seen, or null. */
  cardOf(slug) {
    const cards = [...this.root.querySelectorAll(".place-card")];
    return cards.find((card) => card.offsetParent && slugOf(card) === slug) ?? null;
  }
}

/** Returns *number* as French writes it: « 20 000 ». */
function written(number) {
  return number.toLocaleString("fr-FR");
}

function inViewText(number, total) {
  if (!number) return "Aucun lieu sur la partie de la carte que vous voyez.";
  const places = number === 1 ? "1 lieu" : `${written(number)} lieux`;
  return `${places} sur la partie de la carte que vous voyez, sur ${written(total)}.`;
}

function outsideText(number) {
  if (!number) return "";
  return number === 1
    ? "1 lieu dont la position n’est pas connue n’est pas sur la carte."
    : `${written(number)} lieux dont la position n’est pas connue ne sont pas sur la carte.`;
}
