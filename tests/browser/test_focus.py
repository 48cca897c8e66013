"""Whoever goes by the keyboard sees where they are: the ring is drawn, and nothing lies over it.

RGAA 10.7; WCAG 2.2, 2.4.7, 2.4.11 and 2.5.7. The ring is looked for on pixels: styles say what is
asked of it, not whether tiles cover it.
"""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.contrast import Colour, contrast
from tests.browser.maps import ready
from tests.browser.test_map import URL, open_map

pytestmark = pytest.mark.usefixtures("demo_places")

Open = Callable[..., Page]
RING = 1.2  # pixels that change at 3:1, for each pixel of the outline of what has the focus
LIST = "/annuaire/"
MOST = 120  # keys: longer than any of these pages
# Of fifteen points of what has the focus, how many a pointer could reach; null past the end.
REACHED = """() => {
    const item = document.activeElement;
    if (item === document.body) return null;
    const label = item.matches("input[type=checkbox]") ? item.closest("label") ?? item : item;
    const box = label.getBoundingClientRect();
    let seen = 0;
    for (const across of [0.1, 0.3, 0.5, 0.7, 0.9]) for (const down of [0.2, 0.5, 0.8]) {
        const x = box.x + box.width * across, y = box.y + box.height * down;
        if (label.contains(document.elementFromPoint(x, y))) seen += 1;
    }
    return {seen, name: item.outerHTML.slice(0, 100)};
}"""


def pixels(picture: Image.Image) -> list[Colour]:
    red, green, blue = (part.tobytes() for part in picture.split())
    return list(zip(red, green, blue, strict=True))


def picture_of(page: Page, element: Locator) -> Image.Image:
    box = element.bounding_box()
    assert box
    around = {"x": box["x"] - 8, "y": box["y"] - 8}
    size = {"width": box["width"] + 16, "height": box["height"] + 16}
    return Image.open(io.BytesIO(page.screenshot(clip=around | size))).convert("RGB")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_of_the_map_shows_over_its_tiles(open_page: Open, scheme: str) -> None:
    page = open_map(open_page, URL, scheme=scheme, width=900, height=900)
    canvas = page.locator("[data-map-canvas]")
    expect(canvas).to_have_class(re.compile("has-tiles"))
    canvas.scroll_into_view_if_needed()
    page.keyboard.press("Tab")  # from here on the focus is that of a keyboard
    help_text = page.locator("#carte-aide")
    page.evaluate("document.activeElement.blur()")
    bare = picture_of(page, canvas)

    canvas.focus()
    expect(help_text).to_be_visible()
    help_text.evaluate("help => (help.style.visibility = 'hidden')")
    ringed = picture_of(page, canvas)

    both = zip(pixels(bare), pixels(ringed), strict=True)
    changed = sum(contrast(one, other) >= 3 for one, other in both)
    assert changed >= RING * 2 * (bare.width + bare.height)


@pytest.mark.parametrize("address", [LIST, URL])
def test_the_bar_of_comparison_covers_nothing_that_has_the_focus(
    open_page: Open, address: str
) -> None:
    page = open_page(address)
    ready(page)
    for place in ("Fablab du Robec", "Tiers-lieu de la Prairie"):
        page.get_by_label(f"Comparer {place}").check()
    expect(page.get_by_role("button", name="Comparer (2)")).to_be_visible()
    for width, height in [(390, 700), (1280, 800), (320, 256)]:
        page.set_viewport_size({"width": width, "height": height})
        page.reload()  # what is ticked stays, and the map fits its window again
        ready(page)
        expect(page.get_by_role("button", name="Comparer (2)")).to_be_visible()
        assert covered(page) == [], (width, height)


def covered(page: Page) -> list[str]:
    """Return what takes the focus on the way through *page*, and cannot be seen at all."""
    hidden = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if (focus := page.evaluate(REACHED)) is None:
            break
        if not focus["seen"]:
            hidden.append(focus["name"])
    return hidden


def test_the_map_moves_without_dragging_it(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}#carte=12/49.1828/-0.3706")
    ways = {"la droite": (0, 1), "le haut": (1, 0), "la gauche": (0, -1), "le bas": (-1, 0)}

    for way, (north, east) in ways.items():
        url = page.url
        before = [float(part) for part in url.split("/")[-2:]]
        page.get_by_role("button", name=f"Déplacer la carte vers {way}").click()
        page.wait_for_function("before => location.href !== before", arg=url)
        after = [float(part) for part in page.url.split("/")[-2:]]
        moved = [round(new - old, 3) for new, old in zip(after, before, strict=True)]
        assert [(part > 0) - (part < 0) for part in moved] == [north, east], way


def test_a_refusal_is_an_alert_that_stays(open_page: Open) -> None:
    page = open_map(open_page, URL)
    page.clock.install()
    page.get_by_role("button", name="Ma position").click()
    refusal = page.get_by_role("alert").filter(has_text="Vous n’avez pas autorisé")
    expect(refusal).to_be_visible()

    page.clock.run_for(120_000)

    expect(refusal).to_be_visible()
    expect(page.get_by_role("button", name="Ma position")).to_be_focused()
    expect(page.locator("[data-map-message]")).to_be_empty()
