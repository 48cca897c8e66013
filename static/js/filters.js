/**
 * Unfolds the filters on wide screens for browsers that cannot do it by style (see layout.css).
 * The fold itself is a native <details>: on a phone it works without this file.
 */

const wide = window.matchMedia("(min-width: 60rem)");

function unfoldWhenWide() {
  if (wide.matches) document.querySelectorAll("[data-filters]").forEach((filters) => (filters.open = true));
}

wide.addEventListener("change", unfoldWhenWide);
unfoldWhenWide();
