/** On a phone, one finger on the map scrolls the page; two move the map, as one does over the whole screen. */

const PHONE = "(pointer: coarse) and (max-width: 59.99rem)";
const HINT = "Deux doigts déplacent la carte. En plein écran, un seul suffit.";

/** *isFull* tells whether the map has the whole screen; *say* shows a text. Returns { apply }, for when it changes. */
export function leaveOneFingerToThePage(map, isFull, say) {
  const phone = window.matchMedia(PHONE);
  let hinted = false;
  const apply = () => {
    if (phone.matches && !isFull()) map.dragging.disable();
    else map.dragging.enable();
  };
  map.getContainer().addEventListener(
    "touchmove",
    ({ touches }) => {
      if (hinted || touches.length > 1 || map.dragging.enabled()) return;
      hinted = true;
      say(HINT);
    },
    { passive: true },
  );
  phone.addEventListener("change", apply);
  apply();
  return { apply };
}
