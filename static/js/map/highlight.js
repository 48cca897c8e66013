/** Ties cards and markers: the one under the pointer or in focus makes the other stand out. */

import { slugOf } from "./card.js";

export function tie(list, markers, canvas) {
  const lightMarker = (event) => {
    const card = event.target.closest(".place-card");
    markers.light(card ? (list.ofSlug.get(slugOf(card)) ?? null) : null);
  };
  let lit = null;
  const lightCard = (event) => {
    lit?.classList.remove("is-lit");
    const slug = event.target.closest("[data-slug]")?.dataset.slug;
    lit = slug ? list.cardOf(slug) : null;
    lit?.classList.add("is-lit");
  };
  for (const name of ["pointerover", "focusin"]) {
    list.root.addEventListener(name, lightMarker);
    canvas.addEventListener(name, lightCard);
  }
  for (const name of ["pointerleave", "focusout"]) {
    list.root.addEventListener(name, () => markers.light(null));
  }
}
