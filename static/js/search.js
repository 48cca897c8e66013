/** Suggests places, pages and searches of the directory under the box of the site search. */

import { Combobox } from "./combobox.js";

document.querySelectorAll("[data-site-search]").forEach((root) => {
  new Combobox(root, {
    read: ({ groups }) => groups,
    choose: ({ url }) => window.location.assign(url),
    count: (number) =>
      number === 0 ? "Aucune suggestion." : number === 1 ? "1 suggestion." : `${number} suggestions.`,
  });
});
