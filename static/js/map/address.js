/** The view and the open place, in the address of the page: « ?lieu=le-dome#carte=12/49.1829/-0.3707 ». */

const VIEW = /^#carte=(\d{1,2}(?:\.5)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/;
const DECIMALS = 4;

/** Returns { zoom, latLng } or null. */
export function viewAsked() {
  const found = VIEW.exec(window.location.hash);
  return found && { zoom: Number(found[1]), latLng: [Number(found[2]), Number(found[3])] };
}

/** Returns the slug of the place asked, or null. */
export function placeAsked() {
  return new URL(window.location).searchParams.get("lieu");
}

export function writeView(map) {
  const { lat, lng } = map.getCenter();
  replace((url) => {
    url.hash = `carte=${map.getZoom()}/${lat.toFixed(DECIMALS)}/${lng.toFixed(DECIMALS)}`;
  });
}

export function writePlace(slug) {
  replace((url) => {
    if (slug) url.searchParams.set("lieu", slug);
    else url.searchParams.delete("lieu");
  });
}

function replace(change) {
  const url = new URL(window.location);
  change(url);
  window.history.replaceState(window.history.state, "", url);
}
