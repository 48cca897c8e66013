/**
 * Shows a question only where the answer to another one asks it.
 *
 * Without this file every question shows, and its help says when it is asked. What is hidden keeps what was
 * typed, and is sent: the server decides what counts.
 */

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const dependent = [...form.querySelectorAll("[data-only-if]")];

  const show = () => {
    for (const question of dependent) {
      const values = question.dataset.onlyValues.split("|");
      const given = new FormData(form).getAll(question.dataset.onlyIf);
      question.hidden = !given.some((value) => values.includes(value));
    }
  };

  form.addEventListener("change", show);
  show();
}
