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
  const names = towns.map(({ properties, geometry }) => {
    const { rank } = properties;
    const size = rank < MAIN_TOWNS ? "main" : rank < MIDDLE_TOWNS ? "middle" : "small";
    const [longitude, latitude] = geometry.coordinates;
    return { text: properties.town, size, at: [latitude, longitude], from: { main: 0, middle: FAR, small: NEAR }[size] };
  });
  let waiting = 0;
  const placeLater = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => placeNames(map, names), SETTLED_MS);
  };
  map.on("zoomend moveend resize covered", placeLater);
  new MutationObserver(placeLater).observe(map.getPane("markerPane"), { childList: true });
  // Once the map has been painted: measuring before would hold it up.
  window.requestAnimationFrame(() => window.setTimeout(() => placeNames(map, names)));
}

/** Draws those of *names* that were not yet, all before any is measured: one layout. */
function draw(map, names) {
  const missing = names.filter(({ element }) => !element);
  for (const name of missing) {
    name.element = document.createElement("span");
    name.element.textContent = name.text;
    const icon = L.divIcon({ className: `map-town map-town--${name.size}`, html: name.element, iconSize: null });
    L.marker(name.at, { icon, interactive: false, keyboard: false, pane: "towns" }).addTo(map);
  }
  for (const name of missing) {
    name.width = name.element.offsetWidth;
    name.height = name.element.offsetHeight;
  }
}

/** Larger towns choose their side first. */
function placeNames(map, names) {
  const [near, far] = [[], []];
  for (const name of names) (map.getZoom() >= name.from ? near : far).push(name);
  for (const { element } of far) if (element) element.hidden = true;
  draw(map, near);
  const taken = obstacles(map);
  const room = map.getSize();
  for (const { element, at, width, height } of near) {
    const point = map.latLngToContainerPoint(at);
    const free = sides(width, height).find(({ left, top }) => {
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
  const stage = container.closest("[data-map-stage]") ?? container;
  const controls = stage.querySelectorAll(".leaflet-control, .button, .map-place");
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
