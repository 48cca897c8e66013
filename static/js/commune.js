/**
 * Suggests communes under the input of the finder.
 *
 * Without this file the input sends what was typed. With it, a chosen suggestion is sent as its key in a
 * hidden input of the same name, so that the address of the results stays short and exact.
 */

import { Combobox } from "./combobox.js";

export function prepare(root) {
  const input = root.querySelector("input");
  const { name } = input;
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  root.append(hidden);

  /** An empty name is not valid: the other has none. */
  function nameOnly(sent, kept) {
    sent.name = name;
    kept.removeAttribute("name");
  }

  /** Sends *key* in place of the text, or the text when there is no key. */
  function useKey(key) {
    hidden.value = key;
    nameOnly(key ? hidden : input, key ? input : hidden);
  }

  useKey(input.dataset.key ?? "");
  new Combobox(root, {
    read: ({ communes }) => [
      { options: communes.map(({ key, label, departement }) => ({ key, label, detail: departement })) },
    ],
    choose({ key, label }) {
      input.value = label;
      useKey(key);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    count: (number) =>
      number === 0
        ? "Aucune commune trouvée."
        : number === 1
          ? "1 commune proposée."
          : `${number} communes proposées.`,
    typed() {
      useKey("");
      input.form?.querySelectorAll("[data-position]").forEach((position) => position.remove());
    },
  });
}

document.querySelectorAll("[data-commune]").forEach(prepare);
