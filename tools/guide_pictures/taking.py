"""How a picture is taken: a screen, an account, the way that leads there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from normandie.demo import accounts
from normandie.guide.chapters import Guide
from tests.browser.chromium import installed_chromium

# As wide as the reader's screen shows them: letters keep their size.
DESK = {"viewport": {"width": 1024, "height": 640}}
PHONE = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
QUALITY = 80
Show = Callable[[Page], Iterator[None]]
# Chromium writes days and hours in its own language, which may be English: here as in French.
IN_FRENCH = """() => {
    for (const field of document.querySelectorAll("input[type=date], input[type=time]")) {
        const parts = field.value.split("-").reverse();
        const empty = { date: "jj/mm/aaaa", time: "--:--" };
        field.style.inlineSize = `${field.offsetWidth}px`;
        field.placeholder = empty[field.type];
        field.type = "text";
        field.value = parts.join("/");
    }
}"""


@dataclass(frozen=True)
class Picture:
    """What *account*, or nobody, sees once ``show`` has led there; ``show`` ends after it."""

    account: accounts.DemoAccount | None
    show: Show
    screen: dict[str, Any] = field(default_factory=lambda: DESK)


def take_all(site: str, guide: Guide, pictures: dict[str, Picture]) -> dict[str, int]:
    """Take every one of *pictures* on the demo at *site*, in the place of those of *guide*.

    Args:
        site: address of the demo, without a final slash.

    Returns:
        the weight in bytes of each picture, by its name.
    """
    guide.images.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox"]
        )
        weights = {
            name: _take(browser, site, guide, name, picture) for name, picture in pictures.items()
        }
        browser.close()
    for path in guide.images.glob("*.webp"):
        if path.stem not in pictures:
            path.unlink()
    return weights


def _take(browser: Browser, site: str, guide: Guide, name: str, picture: Picture) -> int:
    path = guide.images / f"{name}.webp"
    with _opened(browser, site, picture) as page:
        for _ in picture.show(page):
            page.wait_for_timeout(500)  # what a screen draws by itself once the page is there
            page.evaluate(IN_FRENCH)
            shot = page.screenshot(animations="disabled")
            Image.open(BytesIO(shot)).convert("RGB").save(path, quality=QUALITY, method=6)
    return path.stat().st_size


@contextmanager
def _opened(browser: Browser, site: str, picture: Picture) -> Iterator[Page]:
    """Give a page of the site, signed in where the picture has an account."""
    context = browser.new_context(
        **picture.screen,
        base_url=site,
        color_scheme="light",
        reduced_motion="reduce",
        locale="fr-FR",
        timezone_id="Europe/Paris",
    )
    page = context.new_page()
    page.goto(reverse("login"))
    if picture.account:
        page.fill("[name=login]", picture.account.username)
        page.fill("[name=password]", accounts.PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: reverse("login") not in url)
    if reverse("wagtailadmin_home") in page.url:  # its menu is folded, to leave room
        page.get_by_role("button", name="Afficher/masquer la barre latérale").click()
    yield page
    context.close()
