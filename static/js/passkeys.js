// Says on the page, rather than in the console, that the browser could use no passkey.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-error").hidden = false;
});
