/** The card of a place, made from the template of the page, which is the component of every list. */

const COMPARED = "tiers-lieu";
const template = document.getElementById("modele-de-lieu");

/**
 * Returns the card of *place*, whose sheet is under *sheets*.
 *
 * In a list, a tiers-lieu keeps the box « Comparer » (static/js/compare.js), if there is one.
 */
export function cardOf(place, sheets, { inList = false } = {}) {
  const card = template.content.firstElementChild.cloneNode(true);
  const link = card.querySelector(".place-card__title a");
  link.href = `${sheets}${encodeURIComponent(place.slug)}/`;
  link.textContent = place.name;
  const kinds = card.querySelector(".place-card__kinds");
  const example = place.is_example ? [" ", kinds.querySelector(".place-card__example")] : [];
  kinds.replaceChildren(place.kindNames.join(" · "), ...example);
  const passage = card.querySelector(".place-card__passage");
  if (place.passage) passage.textContent = place.passage;
  else passage.remove();
  const commune = document.createElement("span");
  commune.className = "place-card__commune";
  commune.textContent = place.commune;
  const address = card.querySelector(".place-card__address");
  if (place.moves) address.remove();
  else address.replaceChildren(place.address ? `${place.address}, ` : "", commune);
  const phone = card.querySelector(".place-card__phone");
  if (place.phone) {
    const call = phone.querySelector("a");
    call.href = `tel:${place.phone.replace(/\s/g, "")}`;
    call.querySelector(".visually-hidden").textContent = `Appeler ${place.name} au `;
    call.lastChild.textContent = place.phone;
  } else {
    phone.remove();
  }
  const price = card.querySelector(".place-card__price");
  if (place.price) price.textContent = place.price;
  else price.remove();
  const badge = card.querySelector(".place-card__state .badge");
  if (place.state?.kind === "day") {
    badge.parentElement.className = "place-card__hours";
    badge.replaceWith(place.state.label);
  } else if (place.state) {
    badge.className = `badge badge--${place.state.kind}`;
    badge.textContent = place.state.label;
  } else {
    badge.remove();
  }
  const compare = card.querySelector(".place-card__compare");
  if (inList && place.kinds.includes(COMPARED)) {
    compare?.querySelector(".visually-hidden").append(place.name);
    tieBox(compare, place.slug);
  } else {
    compare?.remove();
  }
  return card;
}

/** The page may hold the same place in its own list: the ids of the map bear another name. */
function tieBox(label, slug) {
  const box = label?.querySelector("input");
  if (!box) return;
  box.setAttribute("value", slug);
  box.id = label.htmlFor = `carte-comparer-${slug}`;
}

/** The slug of the place that *card* shows, read in its link. */
export function slugOf(card) {
  const { pathname } = card.querySelector(".place-card__title a");
  return decodeURIComponent(pathname.split("/").at(-2));
}

/** Adds to *card* the button that shows its place on the map. */
export function addLocateButton(card, place, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-card__locate";
  button.append("Situer sur la carte");
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = ` : ${place.name}`;
  button.append(name);
  button.addEventListener("click", () => choose(place));
  card.querySelector(".place-card__main").append(button);
}
