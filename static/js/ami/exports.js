/** Keep « Vos exports » up to date while some are under way; without it, one follows « Actualiser ». */
const EVERY = 5000; // milliseconds
const AT_MOST = 720; // times: an hour; then the page is left as it is

const said = document.querySelector("[data-exports-said]");

function states(root) {
  return [...root.querySelectorAll(".exports__state")].map((each) => each.textContent);
}

/** Replace what the page says, unless somebody is on one of its buttons; return whether some wait. */
async function update() {
  const shown = document.querySelector("[data-exports]");
  const response = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!response.ok || response.redirected) {
    return false;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-exports]");
  if (!shown || !fresh) {
    return false;
  }
  const before = states(shown).join();
  const after = states(fresh).join();
  if (shown.contains(document.activeElement) && before === after) {
    return true; // what is read aloud, or about to be pressed, does not move under the hand
  }
  shown.replaceWith(fresh);
  if (before !== after && said) {
    said.textContent = `Vos exports : ${states(fresh).join(", ")}.`;
  }
  return fresh.hasAttribute("data-waiting");
}

async function follow(times) {
  if (times === 0 || !document.querySelector("[data-exports][data-waiting]")) {
    return;
  }
  let goesOn = true;
  if (!document.hidden) {
    goesOn = await update().catch(() => true);
  }
  if (goesOn) {
    setTimeout(follow, EVERY, times - 1);
  }
}

setTimeout(follow, EVERY, AT_MOST);
