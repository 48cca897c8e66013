/** The keys of the map also work from a marker, and a marker that a key puts away hands its focus on. */

const SETTLED_MS = 600; // after a move: groups have opened or closed

/** Ties the keys of Leaflet, which listens to the focus of the map alone, to the focus of *markers*. */
export function prepareKeys(map, markers) {
  const container = map.getContainer();
  let place = null;
  const isMarker = (element) => element.matches(".leaflet-marker-icon");
  container.addEventListener("focusin", ({ target }) => {
    if (!isMarker(target)) return;
    place = markers.placeOf(target);
    map.fire("focus");
  });
  container.addEventListener("focusout", ({ target }) => {
    if (isMarker(target)) map.fire("blur");
  });
  // The focus that nobody took: its marker went into a group, or out of view.
  const keepFocus = () => {
    if (place && document.activeElement === document.body) markers.focus(place);
  };
  document.addEventListener("focusin", ({ target }) => {
    if (!container.contains(target) || !isMarker(target)) place = null;
  });
  document.addEventListener("pointerdown", () => (place = null));
  map.on("moveend", () => window.setTimeout(keepFocus, SETTLED_MS));
}
