"""Staff edit the sheet of a place in a real browser."""

import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.urls import reverse
from playwright.sync_api import Page, expect

from directory.models import PlacePage
from tests.factories import CommuneFactory, PlacePageFactory

TABS = [
    "Essentiel",
    "Présentation",
    "Où",
    "Contact",
    "Publics et accueil",
    "Offre et prix",
    "Structure",
    "Vérification",
]


@pytest.fixture
def place(server: str) -> PlacePage:
    return PlacePageFactory(title="Le Dôme", phone="+33231000000", terms=[("type", "epn")])


@pytest.fixture
def edit(place: PlacePage, open_admin: Callable[..., Page]) -> Callable[..., Page]:
    """Open the sheet in the admin: ``edit(width=1280)``."""

    def edit(**options: object) -> Page:
        return open_admin(reverse("wagtailadmin_pages:edit", args=(place.pk,)), **options)

    return edit


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target='toggle']").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publier").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_tab_opens_and_asks_nothing_of_another_machine(
    edit: Callable[..., Page], width: int
) -> None:
    page = edit(width=width)

    for name in TABS:
        open_tab(page, name)
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()

    expect(page.get_by_role("tab")).to_have_count(len(TABS))


def test_the_tabs_fit_on_a_screen_of_1280_pixels(edit: Callable[..., Page]) -> None:
    page = edit(width=1280)

    for name in TABS:
        box = page.get_by_role("tab", name=name, exact=True).bounding_box()
        assert box["x"] + box["width"] <= 1280


def go_right(page: Page, start: str, *names: str) -> None:
    """Go from a tab to the next ones with the arrow of the keyboard."""
    page.get_by_role("tab", name=start, exact=True).focus()
    for name in names:
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute(
            "aria-selected", "true"
        )
        expect(page.get_by_role("tabpanel", name=name, exact=True)).to_be_visible()


def test_a_sheet_is_filled_by_keyboard_published_and_found_again(
    edit: Callable[..., Page], place: PlacePage
) -> None:
    page = edit()
    page.get_by_role("textbox", name="Téléphone").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("02 33 00 00 00")
    go_right(page, "Essentiel", "Présentation", "Où", "Contact", "Publics et accueil")
    page.get_by_role("checkbox", name="Gratuit", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Gratuit", exact=True)).to_be_checked()

    publish(page)

    published = PlacePage.objects.get(pk=place.pk)
    assert published.phone == "+33233000000"
    assert {term.code for term in published.terms.all()} == {"epn", "Gratuit"}
    page.goto(reverse("wagtailadmin_pages:edit", args=(place.pk,)))
    expect(page.get_by_role("textbox", name="Téléphone")).to_have_value("02 33 00 00 00")
    expect(page.locator("label", has_text="Gratuit").first.locator("input")).to_be_checked()


def wait_for_the_marker_in_the_middle(page: Page) -> None:
    """Wait until the tip of the marker stands in the middle of the map, to a few pixels."""
    page.wait_for_function(
        """() => {
            const box = (selector) => document.querySelector(selector).getBoundingClientRect();
            const around = box("point-map [data-canvas]"), pin = box(".point-map__marker");
            const across = pin.x + pin.width / 2 - around.x - around.width / 2;
            const down = pin.y + pin.height - around.y - around.height / 2;
            return Math.abs(across) < 4 && Math.abs(down) < 4;
        }"""
    )


def test_the_map_and_the_two_numbers_follow_each_other(
    edit: Callable[..., Page], place: PlacePage
) -> None:
    page = edit()
    open_tab(page, "Où")
    tiles = page.locator("img.leaflet-tile")
    expect(tiles.first).to_be_attached()
    before = page.get_by_role("spinbutton", name="Latitude").input_value()

    page.locator("point-map [data-canvas]").click(position={"x": 60, "y": 200})

    expect(page.get_by_role("spinbutton", name="Latitude")).not_to_have_value(before)
    assert float(page.get_by_role("spinbutton", name="Longitude").input_value()) < place.longitude

    page.get_by_role("spinbutton", name="Latitude").fill("49.18")
    page.get_by_role("spinbutton", name="Longitude").fill("-0.37")
    page.get_by_role("spinbutton", name="Longitude").press("Tab")
    wait_for_the_marker_in_the_middle(page)

    publish(page)

    published = PlacePage.objects.get(pk=place.pk)
    assert (published.latitude, published.longitude) == (49.18, -0.37)


def choose_commune(page: Page, typed: str, name: str) -> None:
    open_tab(page, "Essentiel")
    panel = page.get_by_role("tabpanel", name="Essentiel")
    panel.get_by_role("button", name="Actions").first.click()
    page.get_by_role("button", name="Choisir une autre commune").click()
    page.get_by_placeholder("Nom, ancien nom ou code postal").fill(typed)
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(panel).to_contain_text(name)


def test_a_commune_is_chosen_among_all_by_its_name(
    edit: Callable[..., Page], place: PlacePage
) -> None:
    page = edit()
    choose_commune(page, "st lo", "Saint-Lô")
    page.get_by_role("textbox", name="Code postal").fill("50000")

    publish(page)

    published = PlacePage.objects.get(pk=place.pk)
    assert published.commune_id == "50502"
    assert published.latitude == place.latitude


def test_the_form_shows_what_counts_for_the_type_of_place(edit: Callable[..., Page]) -> None:
    page = edit()

    def open_panels() -> set[str]:
        open_ones = page.locator("[data-unfolded-by]:has([data-panel-toggle][aria-expanded=true])")
        return set(open_ones.locator("[data-panel-heading-text]").all_text_contents())

    helping = {"Services", "Frais", "Modalités d’accès", "Équipements"}
    working = {"Modalités d’accès", "Équipements", "Offre de coworking", "Postes et débit"}
    working |= {"Formules et prix", "Salles à réserver"}
    page.wait_for_function("document.querySelector('[data-unfolded-by] [aria-expanded=true]')")
    assert open_panels() == helping
    page.get_by_role("checkbox", name=re.compile("^Tiers-lieu")).check()
    assert open_panels() == helping | working
    page.get_by_role("checkbox", name=re.compile("^Espace public")).uncheck()
    assert open_panels() == working
    # What is folded by hand, or holds something, stays as it is.
    open_tab(page, "Offre et prix")
    panel = page.get_by_role("region", name="Offre de coworking")
    panel.get_by_role("checkbox").first.check()
    page.get_by_role("region", name="Postes et débit").locator("[data-panel-toggle]").click()
    open_tab(page, "Essentiel")
    page.get_by_role("checkbox", name=re.compile("^Tiers-lieu")).uncheck()
    assert open_panels() == helping | {"Offre de coworking"}


def test_the_map_goes_to_the_commune_of_a_place_that_has_no_point_yet(
    edit: Callable[..., Page], place: PlacePage, settings: LazySettings
) -> None:
    settings.GEOCODER_URL = "https://adresses.exemple.fr/"  # nobody asks it: see below
    PlacePage.objects.filter(pk=place.pk).update(latitude=None, longitude=None, address="")
    saint_lo = CommuneFactory(saint_lo=True)
    page = edit()
    with page.expect_response(re.compile("/chosen/50502/")):
        choose_commune(page, "st lo", "Saint-Lô")
    open_tab(page, "Où")

    map_of_the_place = page.locator("point-map [data-canvas]")
    box = map_of_the_place.bounding_box()
    map_of_the_place.click(position={"x": box["width"] / 2 + 30, "y": box["height"] / 2})

    longitude = page.get_by_role("spinbutton", name="Longitude")
    expect(longitude).not_to_have_value("")
    assert abs(float(longitude.input_value()) - saint_lo.longitude) < 0.1

    place_it = page.get_by_role("button", name="Placer depuis l’adresse")
    place_it.click()
    expect(page.locator("[data-message]")).to_contain_text("Écrivez d’abord l’adresse")
    found = {"latitude": 49.1155, "longitude": -1.0905, "label": "1 Rue Torteron 50000 Saint-Lô"}
    answers = iter([found, {}])
    page.route("**/annuaire/adresse/**", lambda route: route.fulfill(json=next(answers)))
    page.locator("#id_address").evaluate("field => { field.value = '1 rue Torteron'; }")
    for said in (found["label"], "Cette adresse n’est pas reconnue"):
        with page.expect_request(re.compile(r"adresse=1\+rue\+Torteron.*Saint-L")):
            place_it.click()
        expect(page.locator("[data-message]")).to_contain_text(said)
        expect(page.get_by_role("spinbutton", name="Latitude")).to_have_value("49.1155")


def test_the_sheet_is_previewed_beside_the_form(edit: Callable[..., Page]) -> None:
    page = edit(width=1600)

    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()

    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name="Le Dôme", level=1)).to_be_visible()


def test_what_is_wrong_is_said_in_the_tab_where_it_is(edit: Callable[..., Page]) -> None:
    page = edit(expected_errors=(400,))  # the automatic save is refused too
    page.get_by_role("textbox", name="Téléphone").fill("douze")
    open_tab(page, "Contact")

    publish(page)

    tab = page.get_by_role("tab", name=re.compile("Essentiel"))
    expect(tab).to_contain_text("1")
    tab.click()
    panel = page.get_by_role("tabpanel", name=re.compile("Essentiel"))
    expect(panel).to_contain_text("par exemple 02 31")
    expect(page.get_by_role("textbox", name="Téléphone")).to_have_value("douze")
