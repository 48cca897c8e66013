/**
 * « Autour de moi »: asks the browser for the position and searches there.
 *
 * The button is hidden in the page and shown here: without JavaScript or geolocation it would do nothing.
 */

import { actOnPosition, canLocate } from "./position.js";
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
  const say = (text, options) => tell(message, text, options);
  actOnPosition(button, say, (position) => searchAround(form, position));
  button.hidden = false;
}

if (canLocate) document.querySelectorAll("[data-locate]").forEach(prepare);
