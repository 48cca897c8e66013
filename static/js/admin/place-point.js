// The map of the sheet of a place goes to the commune that is chosen in the form, and its postcode
// is that of the commune, where there is one only. A button has the address place the marker.

const COMMUNE_ZOOM = 13;
const PLACE_ZOOM = 17;
const NO_ADDRESS = "Écrivez d’abord l’adresse et choisissez la commune, dans l’onglet «\u00a0Essentiel\u00a0».";
const SEARCHING = "Recherche de l’adresse…";
const AWAY = "Le service d’adresses ne répond pas\u00a0: cliquez sur la carte à l’endroit de l’entrée.";
const UNKNOWN = "Cette adresse n’est pas reconnue\u00a0: cliquez sur la carte à l’endroit de l’entrée.";

const map = document.querySelector("point-map[data-commune-url]");
const commune = document.getElementById("id_commune");
const postcode = document.getElementById("id_postcode");

commune?.addEventListener("change", async () => {
  if (!commune.value) return;
  const response = await fetch(map.dataset.communeUrl.replace("CODE", encodeURIComponent(commune.value)));
  if (!response.ok) return;
  const { result } = await response.json();
  map.lookAt(result.latitude, result.longitude, COMMUNE_ZOOM);
  if (!postcode || result.postcodes.includes(postcode.value)) return;
  const only = result.postcodes.length === 1;
  postcode.value = only ? result.postcodes[0] : "";
  postcode.placeholder = only ? "" : result.postcodes.join(" ou ");
});

const locate = document.querySelector("[data-locate-url]");
const street = document.getElementById("id_address");

/** The address as one writes it; empty while it names no street or no commune. */
function typedAddress() {
  const town = document.querySelector("#id_commune-chooser [data-chooser-title]")?.textContent.trim() ?? "";
  const name = commune.value ? town.replace(/\s*\(.*\)$/, "") : "";
  return street.value.trim() && name ? [street.value.trim(), postcode.value.trim(), name].filter(Boolean).join(" ") : "";
}

async function placeFromAddress() {
  const address = typedAddress();
  if (!address) return map.say(NO_ADDRESS);
  if (locate.hasAttribute("aria-disabled")) return null; // « disabled » would lose the focus
  map.say(SEARCHING);
  locate.setAttribute("aria-disabled", "true");
  const found = await fetch(`${locate.dataset.locateUrl}?${new URLSearchParams({ adresse: address })}`)
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null); // nobody answers, or a page of sign-in does
  locate.removeAttribute("aria-disabled");
  if (!found) return map.say(AWAY);
  const { latitude, longitude, label } = found;
  if (!label) return map.say(UNKNOWN);
  map.goTo(latitude, longitude, PLACE_ZOOM);
  return map.say(`Repère placé\u00a0: ${label}. Vérifiez-le, et déplacez-le au besoin.`);
}

if (locate && map) {
  locate.hidden = false;
  locate.addEventListener("click", placeFromAddress);
}
