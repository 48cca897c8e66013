/** Where the visitor is, for « autour de moi » and for the map, with what to say when it is not known. */

const DECIMALS = 4; // about ten metres: no site needs to know better
const OPTIONS = { timeout: 10_000, maximumAge: 60_000 };
const REFUSED = 1; // GeolocationPositionError.PERMISSION_DENIED

const MESSAGES = {
  searching: "Recherche de votre position…",
  refused: "Vous n’avez pas autorisé l’accès à votre position. Écrivez plutôt le nom de votre commune.",
  unavailable: "Votre position n’est pas disponible pour le moment. Écrivez plutôt le nom de votre commune.",
};

/** Whether a position can be asked for: else the button would do nothing. */
export const canLocate = "geolocation" in navigator && window.isSecureContext;

/**
 * Has a click on *button* call *act* with the position, once at a time; *say(text, {error})* tells what becomes of it,
 * and what *act* throws: an Error whose message is for the visitor.
 */
export function actOnPosition(button, say, act) {
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) return; // « disabled » would lose the focus
    say(MESSAGES.searching);
    button.setAttribute("aria-disabled", "true");
    try {
      await act(await askPosition());
    } catch (error) {
      say(error.message, { error: true });
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

/** Resolves to { latitude, longitude }, rounded; rejects with an Error whose message is for the visitor. */
function askPosition() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: rounded(coords.latitude), longitude: rounded(coords.longitude) }),
      (error) => reject(new Error(error.code === REFUSED ? MESSAGES.refused : MESSAGES.unavailable)),
      OPTIONS,
    );
  });
}

function rounded(degrees) {
  return Number(degrees.toFixed(DECIMALS));
}
