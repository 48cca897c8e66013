// What is left of a text of a given length, under its field. It is described by it, not announced
// at each key: a screen reader says it on entering the field.

for (const field of document.querySelectorAll("textarea[data-counted][maxlength]")) {
  const count = document.createElement("p");
  count.className = "help";
  count.id = `${field.id}-count`;
  const say = () => {
    const left = field.maxLength - field.value.length;
    count.textContent = left > 1 ? `Encore ${left} caractères.` : left ? "Encore un caractère." : "Plus un caractère de libre.";
  };
  say();
  field.addEventListener("input", say);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${count.id}`.trim());
  field.after(count);
}
