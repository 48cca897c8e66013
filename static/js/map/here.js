/** « Ma position »: brings the map where the visitor is. */

import { actOnPosition, canLocate } from "../position.js";

const ZOOM = 12;
const OUTSIDE = "Vous êtes hors de la carte\u00a0: écrivez plutôt le nom d’une commune.";

export function prepareHere(button, map, say) {
  if (!canLocate) return;
  let mark = null;
  actOnPosition(button, say, ({ latitude, longitude }) => {
    if (!map.options.maxBounds.contains([latitude, longitude])) throw new Error(OUTSIDE);
    mark?.remove();
    mark = L.circleMarker([latitude, longitude], { radius: 9, className: "map-here", interactive: false }).addTo(map);
    map.setView([latitude, longitude], ZOOM, { animate: false });
    say("La carte montre les alentours de votre position.");
  });
  button.hidden = false;
}
