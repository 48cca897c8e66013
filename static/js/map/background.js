/** The map without its places: tiles where there are some, outlines and towns beneath and always. */

const MIN_ZOOM = 6;
const MAX_ZOOM = 18;
const MARGIN = 0.5; // of the bounds of the region, around it
const FAR = 9; // below this zoom only the largest towns are named
const NEAR = 10.5; // from this one, the small ones too
const MAIN_TOWNS = 6;
const MIDDLE_TOWNS = 20;

export const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Draws an empty map in *canvas*; *bounds* is the region, *tiles* may be null. */
export function createMap(canvas, { bounds, tiles }) {
  const region = L.latLngBounds(bounds);
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", "Carte des lieux");
  canvas.setAttribute("aria-describedby", "carte-aide");
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
  const names = map.createPane("towns");
  names.setAttribute("aria-hidden", "true");
  const outlines = features.filter((feature) => feature.properties.departement);
  L.geoJSON(outlines, { interactive: false, style: { className: "map-outline" } }).addTo(map);
  for (const { properties, geometry } of features.filter((feature) => feature.properties.town)) {
    const icon = L.divIcon({
      className: `map-town map-town--${townSize(properties.rank)}`,
      html: nameElement(properties.town),
      iconSize: null,
    });
    const [longitude, latitude] = geometry.coordinates;
    L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, pane: "towns" }).addTo(map);
  }
  const nameTowns = () => {
    map.getContainer().classList.toggle("is-far", map.getZoom() < FAR);
    map.getContainer().classList.toggle("is-near", map.getZoom() >= NEAR);
  };
  map.on("zoomend", nameTowns);
  nameTowns();
}

function townSize(rank) {
  if (rank < MAIN_TOWNS) return "main";
  return rank < MIDDLE_TOWNS ? "middle" : "small";
}

function nameElement(name) {
  const element = document.createElement("span");
  element.textContent = name;
  return element;
}
