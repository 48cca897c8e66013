/** The map without its places: tiles where there are some, outlines and towns beneath and always. */

import { addArrows } from "./arrows.js";
import { drawTownNames } from "./town_names.js";

const MIN_ZOOM = 6;
const MAX_ZOOM = 18;
const MARGIN = 0.5; // of the bounds of the region, around it

export const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Draws an empty map in *canvas*; *bounds* is the region, *tiles* may be null, *help* is the id of what explains it. */
export function createMap(canvas, { bounds, tiles, label = "Carte des lieux", help = "carte-aide" }) {
  const region = L.latLngBounds(bounds);
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", label);
  canvas.setAttribute("aria-describedby", help);
  const map = L.map(canvas, {
    zoomControl: false,
    zoomSnap: 0.5, // the region fills a narrow screen better
    minZoom: MIN_ZOOM,
    maxZoom: tiles?.maxZoom ?? MAX_ZOOM,
    maxBounds: region.pad(MARGIN),
    zoomAnimation: !reducedMotion,
    fadeAnimation: !reducedMotion,
    markerZoomAnimation: !reducedMotion,
    inertia: !reducedMotion,
  });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution("Contours : IGN");
  L.control.zoom({ position: "topright", zoomInTitle: "Agrandir la carte", zoomOutTitle: "Réduire la carte" }).addTo(map);
  addArrows(map, !reducedMotion);
  map.fitBounds(region, { animate: false });
  if (tiles) drawTiles(map, canvas, tiles);
  return map;
}

/** Names and plain ground give way once a tile has come: the tiles carry their own. */
function drawTiles(map, canvas, { url, attribution, maxZoom }) {
  L.tileLayer(url, { attribution, maxZoom, referrerPolicy: "strict-origin-when-cross-origin" })
    .once("tileload", () => canvas.classList.add("has-tiles"))
    .addTo(map);
}

/** Draws the GeoJSON *features*: départements as outlines, towns as names. */
export function drawBackground(map, features) {
  const outlines = features.filter((feature) => feature.properties.departement);
  L.geoJSON(outlines, { interactive: false, style: { className: "map-outline" } }).addTo(map);
  map.getPane("overlayPane").setAttribute("aria-hidden", "true"); // the list says where places are
  drawTownNames(map, features.filter((feature) => feature.properties.town));
}
