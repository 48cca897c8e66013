/** Four buttons that move the map, for who cannot drag it (WCAG 2.5.7). */

const STEP = 0.35; // of what the map shows, at each press
const DIRECTIONS = [
  ["←", "la gauche", -1, 0],
  ["↑", "le haut", 0, -1],
  ["↓", "le bas", 0, 1],
  ["→", "la droite", 1, 0],
];

function arrow(map, animate, [sign, side, across, down]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = sign;
  button.title = `Déplacer la carte vers ${side}`;
  button.setAttribute("aria-label", button.title);
  button.addEventListener("click", () => {
    const { x, y } = map.getSize().multiplyBy(STEP);
    map.panBy([across * x, down * y], { animate });
  });
  return button;
}

export function addArrows(map, animate) {
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => {
    const group = document.createElement("div");
    group.className = "leaflet-bar map-arrows";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Déplacer la carte");
    group.append(...DIRECTIONS.map((direction) => arrow(map, animate, direction)));
    L.DomEvent.disableClickPropagation(group);
    return group;
  };
  control.addTo(map);
}
