/**
 * « Autour de moi »: asks the browser for the position, rounds it to about ten metres and searches there.
 *
 * The button is hidden in the page and shown here: without JavaScript or geolocation it would do nothing.
 */

const DECIMALS = 4;
const OPTIONS = { timeout: 10_000, maximumAge: 60_000 };
const REFUSED = 1; // GeolocationPositionError.PERMISSION_DENIED
const MESSAGES = {
  searching: "Recherche de votre position…",
  refused: "Vous n’avez pas autorisé l’accès à votre position. Écrivez plutôt le nom de votre commune.",
  unavailable: "Votre position n’est pas disponible pour le moment. Écrivez plutôt le nom de votre commune.",
};

function setPosition(form, name, value) {
  const input = form.querySelector(`input[name=${name}]`) ?? document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value.toFixed(DECIMALS);
  input.dataset.position = "";
  form.append(input);
}

function searchAround(form, { latitude, longitude }) {
  form.querySelectorAll("[data-commune] input").forEach((input) => {
    input.value = "";
    input.name = "";
  });
  setPosition(form, "lat", latitude);
  setPosition(form, "lon", longitude);
  form.requestSubmit();
}

function prepare(button) {
  const form = button.form;
  const message = form.querySelector("[data-locate-message]");
  const fail = (text) => {
    message.textContent = text;
    button.disabled = false;
    button.focus();
  };
  button.addEventListener("click", () => {
    message.textContent = MESSAGES.searching;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => searchAround(form, coords),
      (error) => fail(error.code === REFUSED ? MESSAGES.refused : MESSAGES.unavailable),
      OPTIONS,
    );
  });
  button.hidden = false;
}

if ("geolocation" in navigator && window.isSecureContext) {
  document.querySelectorAll("[data-locate]").forEach(prepare);
}
