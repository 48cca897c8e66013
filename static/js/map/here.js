/** « Ma position »: brings the map where the visitor is. */

import { MESSAGES, askPosition, canLocate } from "../position.js";

const ZOOM = 12;

export function prepareHere(button, map, say) {
  if (!canLocate) return;
  let mark = null;
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) return; // « disabled » would lose the focus
    say(MESSAGES.searching);
    button.setAttribute("aria-disabled", "true");
    try {
      const { latitude, longitude } = await askPosition();
      if (!map.options.maxBounds.contains([latitude, longitude])) {
        say("Vous êtes hors de la carte : écrivez plutôt le nom d’une commune.", { error: true });
        return;
      }
      mark?.remove();
      mark = L.circleMarker([latitude, longitude], { radius: 9, className: "map-here", interactive: false }).addTo(map);
      map.setView([latitude, longitude], ZOOM, { animate: false });
      say("La carte montre les alentours de votre position.");
    } catch (error) {
      say(error.message, { error: true });
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
  button.hidden = false;
}
