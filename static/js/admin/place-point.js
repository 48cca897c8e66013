// The map of the sheet of a place goes to the commune that is chosen in the form.

const COMMUNE_ZOOM = 13;

const map = document.querySelector("point-map[data-commune-url]");
const commune = document.getElementById("id_commune");

commune?.addEventListener("change", async () => {
  if (!commune.value) return;
  const response = await fetch(map.dataset.communeUrl.replace("CODE", encodeURIComponent(commune.value)));
  if (!response.ok) return;
  const { result } = await response.json();
  map.lookAt(result.latitude, result.longitude, COMMUNE_ZOOM);
});
