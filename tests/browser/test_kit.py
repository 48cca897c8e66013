"""The communication kit and the figures of a place, on a phone and on a desk."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from directory.models import PlacePage
from events.models import EventPage
from normandie.espace.traffic.figures import months_until
from normandie.espace.traffic.models import PlaceViews, Viewed
from tests.browser.axe import violations
from tests.editorial.media import make_image
from tests.factories import LabelFactory, LabelGrantFactory, UserFactory

ROUTES = {
    "home": "",
    "traffic": "frequentation/",
    "kit": "communication/",
    "programme": "communication/programme/",
    "plaque": "communication/plaque/",
    "embedding": "communication/integrer/?montrer=fiche&hauteur=x",
}
TARGETS = "main :is(a.button, button, .kit-section__links a)"

OpenAdmin = Callable[..., Page]


@pytest.fixture(scope="module")
def place(made_once: Callable, demo_events: list[EventPage]) -> PlacePage:
    def make() -> PlacePage:
        place = demo_events[0].place
        label = LabelFactory(slug="avec-logo", name="Avec logo", logo=make_image())
        LabelGrantFactory(place=place, label=label)
        for rank, month in enumerate(months_until(place.verified_on.replace(day=1), 6)):
            PlaceViews.objects.create(
                place=place, month=month, viewed=Viewed.SHEET, count=rank * rank
            )
        return place

    return made_once(make)


@pytest.fixture
def open_space(open_admin: OpenAdmin, place: PlacePage) -> OpenAdmin:
    """Open pages about *place*, signed in as somebody who manages it."""
    manager = UserFactory()
    place.managers.add(manager)

    def open_space(route: str, **options: object) -> Page:
        path = f"/espace/lieux/{place.pk}/{route}"
        return open_admin(path, user=manager, expected_errors=(), **options)

    return open_space


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())
def test_each_page_is_accessible_and_fits_a_phone(
    open_space: OpenAdmin, route: str, javascript: bool
) -> None:
    page = open_space(route, javascript=javascript, width=320)
    page.wait_for_load_state("networkidle")  # what a frame shows too

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    heights = [box.bounding_box() for box in page.locator(TARGETS).all() if box.is_visible()]
    assert [box["height"] for box in heights if box and box["height"] < 44] == []


def test_the_lines_and_the_preview_follow_each_choice(open_space: OpenAdmin) -> None:
    page = open_space("communication/integrer/")
    lines = page.get_by_role("textbox", name="2. Copiez ces lignes")
    preview = page.frame_locator("[data-embedding-frame]")
    expect(preview.get_by_role("heading", level=1)).to_contain_text("Prochaines dates")

    page.get_by_label("La fiche de ce lieu").check()
    expect(preview.get_by_role("heading", level=1)).to_have_text("Le Dôme des usages")
    expect(lines).to_have_value(re.compile("/le-dome-des-usages/integree/"))
    page.get_by_label("Sa hauteur").select_option("720")

    expect(page.locator("[data-embedding-frame]")).to_have_css("height", "720px")
    expect(page.get_by_role("status")).to_contain_text("suivent votre choix")
    assert "hauteur=720" in page.url


def test_the_same_is_chosen_by_a_form_without_javascript(open_space: OpenAdmin) -> None:
    page = open_space("communication/integrer/", javascript=False, width=360)

    page.get_by_label("seulement à Caen").first.check()
    page.get_by_label("Sa hauteur").select_option("480")
    page.get_by_role("button", name="Préparer les lignes").click()

    lines = page.get_by_role("textbox", name="2. Copiez ces lignes").input_value()
    assert "/agenda/integree/?commune=14118-caen&amp;rayon=0&amp;apparence=clair" in lines
    assert "height:480px" in lines
    page.wait_for_load_state("networkidle")


def test_a_frame_stays_light_on_a_dark_device(open_space: OpenAdmin, place: PlacePage) -> None:
    page = open_space("", scheme="dark")
    grounds = []
    for look in ("?apparence=clair", ""):
        page.goto(f"{place.url}integree/{look}")
        grounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

    light, dark = (sum(map(int, ground[4:-1].split(","))) for ground in grounds)
    assert light > 600 > dark


@pytest.mark.parametrize("paper", ["programme", "plaque"])
def test_paper_holds_nothing_of_the_screen(open_space: OpenAdmin, paper: str) -> None:
    page = open_space(f"communication/{paper}/")
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".paper-code")).to_be_visible()
    for left in (".espace-bar", ".paper-actions", ".navigation", ".site-footer", "form"):
        assert not [box for box in page.locator(left).all() if box.is_visible()], left
