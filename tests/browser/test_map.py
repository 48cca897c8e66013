"""The map in a browser: keyboard, list, address, phone. The tiles are answered by the test."""

import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.keyboard import tab_to
from tests.browser.maps import ready

Open = Callable[..., Page]

URL = "/annuaire/carte/"
DOME = "le-dome-des-usages"
CAEN = "14/49.1858/-0.3691"
FOCUSED = "document.activeElement"
PRAIRIE = "#carte=17/49.172/-0.369"

Screen = tuple[int, int, bool]  # width, height, in full screen: only where the map offers it
SCREENS = [
    *((320, 568, False), (320, 568, True), (390, 844, False), (390, 844, True)),
    (1280, 800, False),
]


@pytest.fixture(autouse=True)
def places(demo_places: list) -> list:
    return demo_places


def open_map(open_page: Open, address: str = URL, **options: object) -> Page:
    page = open_page(address, **options)
    ready(page)
    return page


def marker(page: Page, slug: str) -> Locator:
    return page.locator(f".leaflet-marker-icon[data-slug='{slug}']")


def opened(page: Page) -> Locator:
    """The place that is open on the map."""
    return page.locator("[data-map-place]")


def test_keyboard_opens_a_place_and_escape_gives_the_focus_back(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}{PRAIRIE}")
    tab_to(page, ".leaflet-marker-icon")
    name = page.evaluate(f"{FOCUSED}.getAttribute('aria-label')")
    assert name == "Tiers-lieu de la Prairie, Tiers-lieu, Caen"
    assert page.evaluate(f"{FOCUSED}.getAttribute('role')") == "button"

    page.keyboard.press("Enter")

    expect(opened(page)).to_be_visible()
    expect(opened(page).locator(".badge")).not_to_be_empty()
    assert page.evaluate(f"{FOCUSED}.textContent") == "Tiers-lieu de la Prairie"
    way = opened(page).get_by_role("link", name="Itinéraire")
    assert (way.get_attribute("href") or "").endswith("/directions?to=49.172%2C-0.369")
    page.keyboard.press("Escape")
    expect(opened(page)).to_be_hidden()
    assert page.evaluate(f"{FOCUSED}.getAttribute('aria-label')") == name

    page.keyboard.press("Space")
    expect(opened(page)).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/annuaire/tiers-lieu-de-la-prairie/")


def test_a_place_of_the_demo_says_so_on_the_map_and_the_others_do_not(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?lieu=fablab-du-robec")
    expect(opened(page).locator(".place-card__kinds")).to_have_text("Tiers-lieu Exemple")
    expect(opened(page).locator(".place-card__state .badge")).not_to_be_empty()

    page = open_map(open_page, f"{URL}?lieu=tiers-lieu-de-la-prairie")
    expect(opened(page).locator(".place-card__kinds")).to_have_text("Tiers-lieu")


def test_keyboard_opens_a_group_and_goes_on_from_there(open_page: Open) -> None:
    page = open_map(open_page)
    tab_to(page, ".map-group")
    assert re.match(r"\d+ lieux proches", page.evaluate(f"{FOCUSED}.textContent"))

    page.evaluate(f"{FOCUSED}.dataset.before = 'yes'")
    page.keyboard.press("Enter")

    page.wait_for_function(
        "() => document.activeElement.matches('.leaflet-marker-icon:not([data-before])')"
    )


def test_the_map_can_be_passed_with_one_key(open_page: Open) -> None:
    page = open_map(open_page)
    tab_to(page, ".map-stage__skip")

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#resultats$"))


def test_the_list_shows_what_the_map_shows_and_says_it(open_page: Open) -> None:
    page = open_map(open_page)
    total = page.locator("[data-map-all] .place-card").count()
    expect(page.locator("[data-map-view]")).to_contain_text("1 lieu dont la position n’est pas")

    page.goto(f"{URL}#carte=15/49.4414/1.0926")
    page.reload()
    ready(page)

    cards = page.locator("[data-map-items] .place-card__title")
    expect(cards).to_have_count(3)
    assert set(cards.all_inner_texts()) == {
        *("Œuvre numérique L’Étape", "Médiathèque des Capucins", "Fablab du Robec")
    }
    expect(page.locator("[data-map-view]")).to_contain_text("3 lieux sur la partie de la carte")
    page.get_by_role("button", name="Revenir à tous les lieux").click()
    expect(page.locator("[data-map-all] .place-card:visible")).to_have_count(total)
    expect(page.locator("[data-map-items] .place-card:visible")).to_have_count(0)
    assert page.evaluate(f"{FOCUSED}.id") == "resultats"


def test_a_card_and_its_marker_stand_out_together(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}{PRAIRIE}")
    slug = "tiers-lieu-de-la-prairie"
    card = page.locator(".place-card:visible", has_text="Tiers-lieu de la Prairie")

    card.locator(".place-card__title a").focus()
    expect(marker(page, slug)).to_have_class(re.compile("is-lit"))
    page.locator("#resultats").hover()
    expect(marker(page, slug)).not_to_have_class(re.compile("is-lit"))
    card.hover()
    expect(marker(page, slug)).to_have_class(re.compile("is-lit"))
    marker(page, slug).hover()
    expect(card).to_have_class(re.compile("is-lit"))
    marker(page, slug).focus()
    expect(card).to_have_class(re.compile("is-lit"))


def test_a_card_shows_its_place_on_the_map(open_page: Open) -> None:
    page = open_map(open_page)

    page.get_by_role("button", name="Situer sur la carte : Fablab du Robec").click()

    expect(opened(page)).to_contain_text("Fablab du Robec")
    assert "lieu=fablab-du-robec" in page.url


def test_the_place_that_is_open_stays_apart_from_the_others(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?lieu=tiers-lieu-de-la-prairie{PRAIRIE}")
    mark = marker(page, "tiers-lieu-de-la-prairie")
    expect(mark).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-map-canvas] [aria-current]")).to_have_count(1)

    page.goto(f"{URL}?lieu=tiers-lieu-de-la-prairie#carte=9/49.172/-0.369")
    page.reload()
    ready(page)
    expect(page.locator(".map-group[aria-current]")).to_have_count(1)
    for zoom in range(10, 16):
        page.get_by_role("button", name="Agrandir la carte", exact=True).click()
        page.wait_for_url(f"**#carte={zoom}/*/*")
    expect(mark).to_have_attribute("aria-current", "true")
    opened(page).get_by_role("button", name="Fermer").click()
    expect(mark).not_to_have_attribute("aria-current", "true")
    expect(mark).to_be_focused()


def test_where_the_system_imposes_its_colours_the_open_place_is_still_told(
    open_page: Open,
) -> None:
    page = open_map(open_page, f"{URL}?lieu=tiers-lieu-de-la-prairie{PRAIRIE}")
    page.emulate_media(forced_colors="active")

    drawing = marker(page, "tiers-lieu-de-la-prairie").locator(".map-mark")

    expect(drawing).to_have_css("outline-style", "solid")


def test_a_click_beside_the_places_closes_the_one_that_is_open(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?lieu=tiers-lieu-de-la-prairie{PRAIRIE}")
    expect(opened(page)).to_be_visible()

    page.locator("[data-map-canvas]").click(position={"x": 500, "y": 300})

    expect(opened(page)).to_be_hidden()
    assert "lieu=" not in page.url


IN_SIGHT = """mark => {
  const { x, y, width, height } = mark.getBoundingClientRect();
  return mark.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


@pytest.mark.parametrize("screen", [*SCREENS, (844, 390, False), (844, 390, True)])
def test_neither_its_card_nor_the_tools_hide_the_place_that_is_open(
    open_page: Open, screen: Screen
) -> None:
    width, height, full = screen
    page = open_map(open_page, f"{URL}?lieu=tiers-lieu-de-la-prairie", width=width, height=height)
    mark = marker(page, "tiers-lieu-de-la-prairie")
    if full:
        page.get_by_role("button", name="Plein écran").click()

    mark.scroll_into_view_if_needed()

    page.wait_for_function(IN_SIGHT, arg=mark.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_address_brings_back_the_view_and_the_open_place(open_page: Open) -> None:
    page = open_map(open_page)
    page.get_by_role("button", name="Situer sur la carte : Le Dôme des usages").click()
    expect(opened(page)).to_contain_text("Le Dôme des usages")
    # The map slides until nothing hides the place, and says where it is once it has come to rest.
    expect(page.locator(".leaflet-pan-anim, .leaflet-zoom-anim")).to_have_count(0)
    address = page.url
    assert f"lieu={DOME}" in address
    assert "#carte=" in address

    page.goto("/")
    page.goto(address)
    ready(page)

    expect(opened(page)).to_contain_text("Le Dôme des usages")
    expect(page).to_have_url(address)
    opened(page).get_by_role("button", name="Fermer").click()
    expect(opened(page)).to_be_hidden()
    assert "lieu=" not in page.url


def test_a_place_of_the_address_opens_though_the_filters_leave_it_out(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?type=tiers-lieu&lieu={DOME}")

    expect(opened(page)).to_contain_text("Le Dôme des usages")


@pytest.mark.parametrize("hash_", ["#carte=99/0/0", "#carte=x", "#carte=12/95/-0.3", "#<b>"])
def test_a_strange_address_shows_a_map_all_the_same(open_page: Open, hash_: str) -> None:
    page = open_map(open_page, f"{URL}?lieu=inconnu{hash_}")

    expect(page.locator(".leaflet-marker-icon").first).to_be_attached()


def test_only_the_places_asked_are_on_the_map(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?q=prairie")

    expect(page.locator(".leaflet-marker-pane .leaflet-marker-icon")).to_have_count(1)
    expect(marker(page, "tiers-lieu-de-la-prairie")).to_be_visible()


def test_kinds_differ_by_shape_and_colour(open_page: Open) -> None:
    page = open_map(open_page)
    marks = page.locator(".map-legend .map-mark")

    assert len({mark.inner_html().strip() for mark in marks.all()}) == 4
    colours = {mark.evaluate("mark => getComputedStyle(mark).color") for mark in marks.all()}
    assert len(colours) == 4


def test_on_a_phone_the_map_fills_the_screen_and_the_list_slides_over_it(open_page: Open) -> None:
    page = open_map(open_page, width=360, height=640)
    page.get_by_role("button", name="Plein écran").click()

    box = page.locator("[data-map-layout]").bounding_box()
    assert (box["width"], box["height"]) == (360, 640)
    handle = page.locator("[data-map-handle]")
    expect(handle).to_be_focused()
    expect(handle).to_have_attribute("aria-expanded", "false")
    assert page.locator("#liste-contenu").evaluate("body => body.inert")
    assert page.locator(".site-header").evaluate("header => header.inert")

    page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.closest('#liste-contenu') !== null")
    page.keyboard.press("Escape")
    expect(handle).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Plein écran")).to_be_focused()
    assert not page.locator(".site-header").evaluate("header => header.inert")


def test_escape_closes_the_list_first_then_the_place_that_it_covers(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?lieu={DOME}", width=360, height=640)
    page.get_by_role("button", name="Plein écran").click()
    handle = page.locator("[data-map-handle]")
    page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Escape")
    expect(handle).to_have_attribute("aria-expanded", "false")
    expect(handle).to_be_focused()
    expect(opened(page)).to_be_visible()

    page.keyboard.press("Escape")
    expect(opened(page)).to_be_hidden()
    expect(handle).to_be_visible()


def test_a_finger_may_draw_the_list_up_and_down(open_page: Open) -> None:
    page = open_map(open_page, width=360, height=640)
    page.get_by_role("button", name="Plein écran").click()
    handle = page.locator("[data-map-handle]")

    for way, state in ((-200, "true"), (200, "false")):
        box = handle.bounding_box()
        page.mouse.move(box["x"] + 100, box["y"] + 25)
        page.mouse.down()
        page.mouse.move(box["x"] + 100, box["y"] + 25 + way, steps=4)
        page.mouse.up()
        expect(handle).to_have_attribute("aria-expanded", state)


def test_a_phone_shows_a_place_of_the_list_on_the_map(open_page: Open) -> None:
    page = open_map(open_page, width=360, height=640)
    page.get_by_role("button", name="Plein écran").click()
    page.locator("[data-map-handle]").click()

    page.get_by_role("button", name="Situer sur la carte : Fablab du Robec").click()

    expect(page.locator("[data-map-handle]")).to_have_attribute("aria-expanded", "false")
    expect(opened(page)).to_be_in_viewport()


def test_the_map_goes_where_the_visitor_is(open_page: Open) -> None:
    page = open_page(URL)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 49.116247, "longitude": -1.090311})
    page.reload()
    ready(page)

    page.get_by_role("button", name="Ma position").click()

    page.wait_for_url("**#carte=12/49.1162/-1.0903")
    expect(page.locator("[data-map-message]")).to_contain_text("votre position")


def test_who_refuses_to_say_where_they_are_is_told_what_to_do(open_page: Open) -> None:
    page = open_map(open_page)

    page.get_by_role("button", name="Ma position").click()

    expect(page.locator("[data-map-message] + [role=alert]")).to_contain_text(
        "le nom de votre commune"
    )


def test_without_tiles_outlines_and_towns_say_where_one_is(
    open_page: Open, settings: LazySettings
) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {"url": ""}
    page = open_map(open_page)

    expect(page.locator("path.map-outline")).to_have_count(5)
    # The largest first; Cherbourg is out of the view, which the places make.
    names = ["Le Havre", "Rouen", "Caen", "Évreux", "Dieppe"]
    expect(page.locator(".map-town span:visible")).to_have_text(names)
    assert page.locator(".leaflet-tile").count() == 0


NO_NAME_UNDER_A_MARK = """() => {
  const touch = 3; // pixels: a mark is a disc, a name may touch the corner of its box
  const boxes = (selector) => [...document.querySelectorAll(selector)]
    .map((element) => element.getBoundingClientRect()).filter(({ width }) => width);
  const meet = (a, b) => a.left < b.right - touch && b.left + touch < a.right
    && a.top < b.bottom - touch && b.top + touch < a.bottom;
  const marks = boxes(".leaflet-marker-pane > *");
  const names = boxes(".map-town span");
  return names.length > 1 && !names.some((name) => marks.some((mark) => meet(name, mark)));
}"""


NO_NAME_UNDER_THE_CARD = """() => {
  const card = document.querySelector("[data-map-place]").getBoundingClientRect();
  const names = [...document.querySelectorAll(".map-town span")].filter((name) => name.offsetWidth)
    .map((name) => name.getBoundingClientRect());
  return names.length > 1 && !names.some((name) => name.left < card.right
    && card.left < name.right && name.top < card.bottom && card.top < name.bottom);
}"""


def test_the_place_that_is_open_hides_no_name_of_a_town(
    open_page: Open, settings: LazySettings
) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {"url": ""}
    page = open_map(open_page, f"{URL}?lieu=fablab-du-robec#carte=9/49.3/0.64")

    page.wait_for_function(NO_NAME_UNDER_THE_CARD)


def test_no_mark_hides_the_name_of_a_town(open_page: Open, settings: LazySettings) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {"url": ""}
    page = open_map(open_page)

    page.wait_for_function(NO_NAME_UNDER_A_MARK)

    page.get_by_role("button", name="Agrandir la carte", exact=True).click()
    page.wait_for_function(NO_NAME_UNDER_A_MARK)


def test_tiles_are_asked_with_the_origin_and_say_whose_they_are(open_page: Open) -> None:
    page = open_page("/")
    tiles: list[Request] = []
    page.on("request", lambda asked: tiles.append(asked) if "/tuiles/" in asked.url else None)
    page.goto(URL)
    ready(page)

    expect(page.locator("[data-map-canvas]")).to_have_class(re.compile("has-tiles"))
    assert {tile.all_headers().get("referer", "") for tile in tiles} == {
        page.evaluate("location.origin") + "/"
    }
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("IGN – Géoplateforme")
    expect(page.locator("path.map-outline")).to_have_count(5)


def test_when_the_places_cannot_be_had_the_list_remains(open_page: Open) -> None:
    page = open_page("/", expected_errors=(503,))
    page.context.route("**/lieux.json", lambda route: route.fulfill(status=503))

    page.goto(URL)

    expect(page.locator("[data-map-message] + [role=alert]")).to_contain_text(
        "n’a pas pu être chargée"
    )
    expect(page.locator("[data-map-canvas]")).to_be_hidden()
    expect(page.locator("[data-map-all] .place-card").first).to_be_visible()


def test_without_javascript_the_page_is_the_list(open_page: Open) -> None:
    page = open_page(f"{URL}?type=tiers-lieu", javascript=False)

    expect(page.locator("[data-map-stage]")).to_be_hidden()
    expect(page.locator(".place-card")).to_have_count(2)
    expect(page.locator("noscript .alert")).to_be_visible()


def test_a_frame_shows_the_map_and_opens_its_links_beside_it(open_page: Open) -> None:
    page = open_map(open_page, f"/annuaire/carte/integree/?q=prairie&lieu={DOME}")
    expect(opened(page)).to_contain_text("Le Dôme des usages")

    with page.context.expect_page() as beside:
        opened(page).locator(".place-card__title a").click()

    beside.value.wait_for_url(f"**/annuaire/{DOME}/")
    assert page.context.cookies() == []
