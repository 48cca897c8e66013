/** The places as markers: focusable buttons with a name, told apart by shape and colour, grouped when near. */

import { reducedMotion } from "./background.js";

const SIZE = 36; // pixels
const GROUP_SIZE = 44;
const GROUP_RADIUS = 46;
const SETTLED_MS = reducedMotion ? 60 : 450; // after a zoom, the groups have opened
const KNOWN_KINDS = ["epn", "tiers-lieu", "pole", "aide"];
const DEFAULT_KIND = "aide";
const SVG = "http://www.w3.org/2000/svg";

/** Returns the mark of *place* as an SVG element; *marks* is the address of the drawings. */
function markOf(place, marks) {
  const kind = place.kinds.find((code) => KNOWN_KINDS.includes(code)) ?? DEFAULT_KIND;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `map-mark map-mark--${kind}`);
  svg.setAttribute("viewBox", "0 0 36 36");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${marks}#${kind}`);
  svg.append(use);
  return svg;
}

export class PlaceMarkers {
  /** *open* is called with a place and whether the keyboard asked. */
  constructor(map, marks, open) {
    this.map = map;
    this.marks = marks;
    this.ofSlug = new Map();
    this.lit = null;
    this.selected = null;
    this.marked = null;
    this.group = L.markerClusterGroup({
      animate: !reducedMotion,
      chunkedLoading: true, // twenty thousand places must not freeze the page
      iconCreateFunction: groupIcon,
      maxClusterRadius: GROUP_RADIUS,
      showCoverageOnHover: false,
      spiderLegPolylineOptions: { className: "map-spider-leg" },
    });
    this.group.on("click", ({ layer, originalEvent }) => open(layer.place, byKeyboard(originalEvent)));
    this.group.on("clusterclick", ({ layer, originalEvent }) => {
      if (byKeyboard(originalEvent)) this.focusLater(layer.getAllChildMarkers()[0].place);
    });
    map.getContainer().addEventListener("keydown", pressLikeAButton);
    map.on("moveend", () => window.setTimeout(() => this.markSelected(), SETTLED_MS));
  }

  /** Puts *places*, all with a point, on the map. */
  add(places) {
    const markers = places.map((place) => this.marker(place));
    this.group.addLayers(markers);
    if (!this.map.hasLayer(this.group)) this.map.addLayer(this.group);
  }

  marker(place) {
    const marker = L.marker(place.latLng, { icon: placeIcon(place, this.marks) });
    marker.place = place;
    this.ofSlug.set(place.slug, marker);
    return marker;
  }

  has(slug) {
    return this.ofSlug.has(slug);
  }

  /** Brings *place* in view, out of its group, then calls *done*. */
  reveal(place, done) {
    const marker = this.ofSlug.get(place.slug);
    if (this.group.hasLayer(marker)) this.group.zoomToShowLayer(marker, done);
  }

  /** The element that stands for *place* now: its own marker or the group that holds it; null out of view. */
  elementOf(place) {
    return this.group.getVisibleParent(this.ofSlug.get(place.slug))?.getElement() ?? null;
  }

  /** The place that *element* stands for; of a group, one of those it holds. */
  placeOf(element) {
    let found = null;
    this.map.eachLayer((layer) => {
      if (layer.getElement?.() === element) found = layer.place ?? layer.getAllChildMarkers()[0].place;
    });
    return found;
  }

  /** Makes the marker of *place* stand out; none for null. */
  light(place) {
    this.lit?.classList.remove("is-lit");
    this.lit = place && this.ofSlug.has(place.slug) ? this.elementOf(place) : null;
    this.lit?.classList.add("is-lit");
  }

  /** Keeps the marker of *place* apart from the others, through moves and zooms; none for null. */
  select(place) {
    this.selected = place;
    this.markSelected();
  }

  markSelected() {
    this.marked?.removeAttribute("aria-current");
    this.marked = this.selected && this.elementOf(this.selected);
    this.marked?.setAttribute("aria-current", "true");
  }

  focus(place) {
    (this.elementOf(place) ?? this.map.getContainer()).focus();
  }

  focusLater(place) {
    window.setTimeout(() => this.focus(place), SETTLED_MS);
  }
}

/** A click that no pointer made: Enter, Space or an assistive tool. */
function byKeyboard(event) {
  return event?.detail === 0;
}

/** Leaflet gives markers the role of a button: Enter and Space must both press them. */
function pressLikeAButton(event) {
  const icon = event.target.closest(".leaflet-marker-icon");
  if (!icon || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  event.stopPropagation();
  icon.click();
}

/** Drawn when its marker comes in view, not before: most of twenty thousand never do. */
function placeIcon(place, marks) {
  const icon = L.divIcon({ className: "map-marker", iconSize: [SIZE, SIZE] });
  const name = [place.name, ...place.kindNames, place.commune].join(", ");
  icon.createIcon = (reused) => {
    const element = L.DivIcon.prototype.createIcon.call(icon, reused);
    element.setAttribute("aria-label", name);
    element.title = place.name;
    element.dataset.slug = place.slug;
    element.replaceChildren(markOf(place, marks));
    return element;
  };
  return icon;
}

const NAMED = 2; // communes that a group names

/** The communes of *group*, « Flers, La Lande-Patry… »: where it is, for who does not see it. */
function communesOf(group) {
  const communes = [...new Set(group.getAllChildMarkers().map(({ place }) => place.commune))];
  return communes.slice(0, NAMED).join(", ") + (communes.length > NAMED ? "…" : "");
}

function groupIcon(group) {
  const number = group.getChildCount();
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.textContent = ` lieux proches (${communesOf(group)}) : agrandir la carte`;
  const shown = document.createElement("span");
  shown.append(String(number), said);
  const size = number < 10 ? "small" : number < 100 ? "medium" : "large";
  return L.divIcon({
    className: `map-group map-group--${size}`,
    html: shown,
    iconSize: [GROUP_SIZE, GROUP_SIZE],
  });
}
