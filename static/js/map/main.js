/**
 * Draws the map of the places beside their list. Without it, or when it fails, the list says it all.
 *
 * Needs Leaflet and its marker clusters (global L), loaded before.
 */

import { placeAsked, viewAsked, writeView } from "./address.js";
import { createMap, drawBackground } from "./background.js";
import { loadBackground, loadPlaces, matching, pageData, stoppingThere } from "./data.js";
import { FullScreen } from "./full_screen.js";
import { prepareHere } from "./here.js";
import { tie } from "./highlight.js";
import { prepareKeys } from "./keys.js";
import { PlaceMarkers } from "./markers.js";
import { PlaceList } from "./place_list.js";
import { PlacePanel } from "./place_panel.js";
import { tell } from "../tell.js";
import { leaveOneFingerToThePage } from "./touch.js";

const MESSAGE_MS = 20_000; // for who reads slowly; an error stays
const CLOSEST = 14; // zoom, when all the places stand together
const NARROW = 480; // pixels: on such a map the tools stand over one another
const ROOM_FOR_TOOLS = { narrow: 122, wide: 64 }; // pixels, above the places
const ROOM_FOR_ARROWS = 60; // pixels, below
const FAILED = "La carte n’a pas pu être chargée. La liste, elle, est complète.";

const layout = document.querySelector("[data-map-layout]");
const stage = layout.querySelector("[data-map-stage]");
const message = stage.querySelector("[data-map-message]");
let quiet = 0;

/** Shows *text* on the map until something else happens; for a while only, unless it is an error. */
function say(text, { error = false } = {}) {
  window.clearTimeout(quiet);
  tell(message, text, { error });
  if (!error) quiet = window.setTimeout(() => tell(message, ""), MESSAGE_MS);
}

/** Shows all of *places* at once, or the region when there are none. */
function showAll(map, places, region) {
  const bounds = places.length ? L.latLngBounds(places.map((place) => place.latLng)) : L.latLngBounds(region);
  const top = map.getSize().x < NARROW ? ROOM_FOR_TOOLS.narrow : ROOM_FOR_TOOLS.wide;
  map.fitBounds(bounds, { paddingTopLeft: [20, top], paddingBottomRight: [20, ROOM_FOR_ARROWS], maxZoom: CLOSEST, animate: false });
}

function openFirst(map, located, data, choose) {
  const view = viewAsked();
  const place = located.find(({ slug }) => slug === placeAsked());
  if (view) map.setView(view.latLng, view.zoom, { animate: false });
  else showAll(map, located, data.bounds);
  if (place) choose(place, { focus: false, keepView: Boolean(view) });
}

async function start() {
  const data = pageData();
  const canvas = stage.querySelector("[data-map-canvas]");
  const map = createMap(canvas, data);
  const [background, every] = await Promise.all([loadBackground(data.files), loadPlaces(data.files)]);
  drawBackground(map, background);
  const asked = placeAsked();
  const fitting = new Set(matching(every, data.matching));
  const kept = stoppingThere(every, data.stops);
  const places = kept.filter((place) => fitting.has(place) || place.slug === asked);
  const located = places.filter((place) => place.latLng);

  let screen = null;
  let panel = null;
  const markers = new PlaceMarkers(map, stage.dataset.marks, (place, focus) => panel.open(place, { focus }));
  panel = new PlacePanel(stage.querySelector("[data-map-place]"), map, markers, data);
  const choose = (place, { focus = true, keepView = false } = {}) => {
    if (screen.isOn) screen.setSheet(false);
    if (focus) stage.scrollIntoView({ block: "nearest" });
    const open = () => panel.open(place, { focus, scroll: focus });
    if (keepView && map.getBounds().contains(place.latLng)) open();
    else markers.reveal(place, open);
  };
  markers.add(located);
  const list = new PlaceList(layout.querySelector("#liste"), map, places, { sheets: data.sheets, choose });
  screen = new FullScreen(layout, {
    resized: () => {
      const everything = list.everything;
      map.invalidateSize({ animate: false });
      touch.apply();
      if (everything) showAll(map, located, data.bounds);
      panel.uncover();
    },
    showList: () => list.inView.length,
  });
  tie(list, markers, canvas);
  prepareKeys(map, markers);
  const touch = leaveOneFingerToThePage(map, () => screen.isOn, say);
  openFirst(map, located, data, choose);
  prepareHere(stage.querySelector("[data-map-locate]"), map, say);
  listen(map, { panel, screen, located, region: data.bounds });
  say("");
  stage.dataset.ready = "";
}

function listen(map, { panel, screen, located, region }) {
  map.on("moveend", () => writeView(map));
  map.on("movestart", () => say(""));
  layout.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const isCovered = screen.isOn && screen.sheetIsOpen; // the sheet lies over the place that is open
    if ((!isCovered && panel.close()) || screen.escape()) event.preventDefault();
  });
  layout.querySelector("[data-map-overview]").addEventListener("click", () => {
    panel.shut();
    showAll(map, located, region);
    const heading = document.getElementById("resultats");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
}

/** Gives the room of the map back to the list. */
function fail() {
  layout.classList.replace("has-map", "has-failed");
  tell(message, FAILED, { error: true });
}

layout.classList.add("has-map");
if (window.L?.markerClusterGroup) {
  start().catch((error) => {
    fail();
    console.warn(error);
  });
} else {
  fail();
}
