/**
 * « Autour de moi »: asks the browser for the position and searches there.
 *
 * The button is hidden in the page and shown here: without JavaScript or geolocation it would do nothing.
 */

import { MESSAGES, askPosition, canLocate } from "./position.js";
import { tell } from "./tell.js";

function setPosition(form, name, value) {
  const input = form.querySelector(`input[name=${name}]`) ?? document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  input.dataset.position = "";
  form.append(input);
}

function searchAround(form, { latitude, longitude }) {
  form.querySelectorAll("[data-commune] input").forEach((input) => {
    input.value = "";
    input.removeAttribute("name");
  });
  setPosition(form, "lat", latitude);
  setPosition(form, "lon", longitude);
  form.requestSubmit();
}

function prepare(button) {
  const form = button.form;
  const message = form.querySelector("[data-locate-message]");
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) return; // « disabled » would lose the focus
    tell(message, MESSAGES.searching);
    button.setAttribute("aria-disabled", "true");
    try {
      searchAround(form, await askPosition());
    } catch (error) {
      tell(message, error.message, { error: true });
    }
    button.removeAttribute("aria-disabled");
  });
  button.hidden = false;
}

if (canLocate) document.querySelectorAll("[data-locate]").forEach(prepare);
