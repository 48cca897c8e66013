// The map of the sheet of a place goes to the commune that is chosen in the form, and its postcode
// is that of the commune, where there is one only.

const COMMUNE_ZOOM = 13;

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
