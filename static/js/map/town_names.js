/** The names of the towns: each beside its town where nothing hides it, or not at all. */

const FAR = 9; // below this zoom only the largest towns are named
const NEAR = 10.5; // from this one, the small ones too
const MAIN_TOWNS = 6;
const MIDDLE_TOWNS = 20;
const SETTLED_MS = 300; // after the last change, the groups of places have opened
const GAP = 8; // pixels between a town and its name
const CLEAR = 26; // the same, when the mark of the places of the town is in the way
const OVERLAP = 3; // pixels of a mark that a name may touch: marks are round

/** Draws the names of *towns* (GeoJSON features, largest first) on *map* and keeps them readable. */
export function drawTownNames(map, towns) {
  const pane = map.createPane("towns");
  pane.setAttribute("aria-hidden", "true");
  const names = towns.map((town) => drawName(map, town));
  for (const name of names) Object.assign(name, sizeOf(name.element)); // all drawn first: one layout
  let waiting = 0;
  const placeLater = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => placeNames(map, names), SETTLED_MS);
  };
  map.on("zoomend moveend resize covered", placeLater);
  new MutationObserver(placeLater).observe(map.getPane("markerPane"), { childList: true });
  placeNames(map, names);
}

function drawName(map, { properties, geometry }) {
  const element = document.createElement("span");
  element.textContent = properties.town;
  const rank = properties.rank;
  const size = rank < MAIN_TOWNS ? "main" : rank < MIDDLE_TOWNS ? "middle" : "small";
  const icon = L.divIcon({ className: `map-town map-town--${size}`, html: element, iconSize: null });
  const [longitude, latitude] = geometry.coordinates;
  const marker = L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, pane: "towns" });
  marker.addTo(map);
  return { element, marker, from: { main: 0, middle: FAR, small: NEAR }[size] };
}

function sizeOf(element) {
  return { width: element.offsetWidth, height: element.offsetHeight };
}

/** Larger towns choose their side first. */
function placeNames(map, names) {
  const taken = obstacles(map);
  const room = map.getSize();
  for (const { element, marker, from, width, height } of names) {
    const point = map.latLngToContainerPoint(marker.getLatLng());
    const free = map.getZoom() >= from && sides(width, height).find(({ left, top }) => {
      const box = { left: point.x + left, top: point.y + top, right: point.x + left + width, bottom: point.y + top + height };
      const fits = box.left >= 0 && box.top >= 0 && box.right <= room.x && box.bottom <= room.y;
      if (!fits || taken.some((other) => meet(box, other))) return false;
      taken.push(box);
      return true;
    });
    element.hidden = !free;
    if (free) element.style.translate = `${free.left}px ${free.top}px`;
  }
}

/** Where a name may stand, best first: below its town, above, right, left; then the same further away. */
function sides(width, height) {
  return [GAP, CLEAR].flatMap((gap) => [
    { left: -width / 2, top: gap },
    { left: -width / 2, top: -gap - height },
    { left: gap, top: -height / 2 },
    { left: -gap - width, top: -height / 2 },
  ]);
}

/** What a name must not stand under: marks of places, controls and buttons of the map, the place that is open. */
function obstacles(map) {
  const container = map.getContainer();
  const origin = container.getBoundingClientRect();
  const controls = container.closest("[data-map-stage]").querySelectorAll(".leaflet-control, .button, .map-place");
  return [...map.getPane("markerPane").children, ...controls].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return {
      left: left - origin.left + OVERLAP,
      top: top - origin.top + OVERLAP,
      right: right - origin.left - OVERLAP,
      bottom: bottom - origin.top - OVERLAP,
    };
  });
}

function meet(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
