"""The menu and the footer by keyboard, on a phone and on a large screen, without JavaScript."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Site

from normandie.frame.models import FrameSettings
from tests.browser.axe import violations
from tests.frame.conftest import alert, column, link

Open = Callable[..., Page]
ENTRIES = {
    "Trouver un lieu": "/annuaire/",
    "Carte": "/annuaire/carte/",
    "J’ai besoin de…": "/annuaire/orientation/",
    "Agenda": "/agenda/",
    "Coworking": "/coworking/",
    "Le réseau": "/reseau/",
    "Données ouvertes": "/annuaire/donnees-ouvertes/",
}
TARGET = 44  # CSS pixels, the side of a touch target

HEADER_PARTS_APART = """() => {
    const name = document.querySelector(".site-header .wordmark").getBoundingClientRect();
    const menu = document.querySelector(".navigation__button").getBoundingClientRect();
    return name.right <= menu.left || name.bottom <= menu.top;
}"""


@pytest.fixture(autouse=True)
def full_frame(demo_places: list) -> None:
    """A frame with all that it can hold."""
    links = [link(label, url) for label, url in ENTRIES.items()]
    now = timezone.now()
    day = timezone.timedelta(days=1)
    FrameSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        main_menu=links,
        footer_columns=[column("Le réseau", *links[:4]), column("Comprendre", *links[4:])],
        legal_menu=links[:4],
        alerts=[
            alert("Fermé ce soir.", now - day, now + day, kind, url="/annuaire/", label="Voir")
            for kind in ("info", "warning", "error")
        ],
        email="service@exemple.fr",
        phone="+33200000000",
        postal_address="Abbaye-aux-Dames\nCaen",
        social_links=[
            {
                "type": "account",
                "value": {"label": "Mastodon", "url": "https://x.fr/@x", "name": ""},
            }
        ],
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_on_a_phone_the_keyboard_opens_the_menu_and_follows_it(
    open_page: Open, javascript: bool
) -> None:
    page = open_page("/annuaire/", width=320, javascript=javascript)
    entry = page.get_by_label("Menu principal").get_by_role("link", name="Données ouvertes")
    expect(entry).to_be_hidden()

    page.get_by_text("Menu", exact=True).focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    for _ in ENTRIES:
        page.keyboard.press("Tab")
    expect(entry).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**/annuaire/donnees-ouvertes/")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_on_a_large_screen_every_entry_shows_and_is_reached(
    open_page: Open, javascript: bool
) -> None:
    page = open_page("/annuaire/donnees-ouvertes/", javascript=javascript)
    menu = page.get_by_label("Menu principal")
    expect(menu.get_by_text("Menu", exact=True)).to_be_hidden()
    for label in ENTRIES:
        expect(menu.get_by_role("link", name=label, exact=True)).to_be_visible()
    expect(menu.locator("[aria-current]")).to_have_text("Données ouvertes")

    page.locator(".site-header__home").focus()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Trouver un lieu")).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**/annuaire/")


def test_a_full_frame_fits_every_screen_and_breaks_no_rule(open_page: Open) -> None:
    page = open_page("/annuaire/donnees-ouvertes/")
    button = page.get_by_text("Menu", exact=True)
    for width in (1280, 768, 640, 320, 240, 160):
        page.set_viewport_size({"width": width, "height": 800})
        if button.is_visible():
            assert button.bounding_box()["height"] >= TARGET
            assert page.evaluate(HEADER_PARTS_APART), width
            if not page.locator(".navigation [open]").count():
                button.click()
        if width < 320:
            continue  # letters twice as large, of which the header alone is asked
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator(".navigation a, .site-footer nav a, .site-header__home").all():
            assert target.bounding_box()["height"] >= TARGET, (width, target.inner_text())

    page.set_viewport_size({"width": 1280, "height": 800})
    assert violations(page, 320) == []


def test_skip_links_lead_where_they_say(open_page: Open) -> None:
    page = open_page("/annuaire/donnees-ouvertes/", width=320)
    for name, target in {
        "Aller au contenu": "contenu",
        "Aller au menu": "navigation",
        "Aller au pied de page": "pied-de-page",
    }.items():
        page.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == target


def test_menu_and_alerts_stay_off_the_paper(open_page: Open) -> None:
    page = open_page("/annuaire/donnees-ouvertes/")
    page.emulate_media(media="print")

    expect(page.locator(".site-alerts")).to_be_hidden()
    expect(page.locator(".navigation")).to_be_hidden()
    expect(page.locator(".site-footer")).to_be_hidden()
    expect(page.get_by_text("Normandie Connectée").first).to_be_visible()
