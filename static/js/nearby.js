/**
 * Home page: the three places nearest to the visitor, shown where they are asked for.
 *
 * They are the first cards of the list around the position. Nothing is asked of the browser before the click; the
 * block is hidden in the page and shown here, for without JavaScript or geolocation it would do nothing.
 */

import { actOnPosition, canLocate } from "./position.js";
import { tell } from "./tell.js";

const SHOWN = 3;
const RADIUS_KM = 50;
const UNREACHABLE = "Les lieux n’ont pas pu être chargés. Essayez de nouveau, ou choisissez une ville ci-dessous.";

async function nearestCards(listUrl) {
  const answer = await fetch(listUrl);
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll(".place-card")].slice(0, SHOWN);
}

function asItem(card) {
  const item = document.createElement("li");
  item.className = "place-list"; // a card fits the list that it stands in: here each has its own
  item.append(document.importNode(card, true));
  item.querySelector(".place-card__compare")?.remove(); // the form that it is sent with stays in the list
  return item;
}

function sentence(cards) {
  const title = cards[0].querySelector(".place-card__title").textContent.trim();
  const distance = cards[0].querySelector(".place-card__distance"); // none of what moves, nobody knows where
  const nearest = distance ? `${title}, ${distance.textContent.trim()}` : title;
  if (cards.length === 1) return `Le lieu le plus proche\u00a0: ${nearest}.`;
  return `Voici les ${cards.length} lieux les plus proches. Le premier\u00a0: ${nearest}.`;
}

function prepare(root) {
  const button = root.querySelector("button");
  const message = root.querySelector("[data-nearby-message]");
  const places = root.querySelector("[data-nearby-places]");

  const say = (text, options) => tell(message, text, options);

  async function showNearest({ latitude, longitude }) {
    const around = new URLSearchParams({ lat: latitude, lon: longitude, rayon: RADIUS_KM });
    const url = `${root.dataset.listUrl}?${around}`;
    let cards;
    try {
      cards = await nearestCards(url);
    } catch {
      throw new Error(UNREACHABLE);
    }
    places.querySelector("ul").replaceChildren(...cards.map(asItem));
    places.querySelector("p a").href = url;
    places.hidden = cards.length === 0;
    say(cards.length ? sentence(cards) : "L’annuaire ne contient encore aucun lieu.");
  }

  actOnPosition(button, say, showNearest);
  root.hidden = false;
}

if (canLocate) document.querySelectorAll("[data-nearby]").forEach(prepare);
