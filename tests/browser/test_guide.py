"""The guided way with the keyboard alone, without JavaScript, on a small phone and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import reach
from tests.browser.test_finder import query

pytestmark = pytest.mark.usefixtures("demo_places")

Open = Callable[..., Page]
START = "/annuaire/orientation/"
ANSWERS = f"{START}?besoin=demarche&commune=14118-caen&quand=peu-importe"


def test_keyboard_alone_leads_to_a_phone_number_without_javascript(open_page: Open) -> None:
    page = open_page(START, javascript=False)
    reach(page, "a[href*='besoin=demarche']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Où cherchez-vous ?")

    reach(page, "#guide-commune")
    page.keyboard.type("caen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quand voulez-vous y aller ?")

    reach(page, "a[href*='quand=peu-importe']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("près de Caen")
    reach(page, "a[href='tel:+33200000000']")
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    expect(page.get_by_role("link", name="Envoyer par courriel")).to_be_visible()


def test_back_and_change_keep_the_other_answers(open_page: Open) -> None:
    page = open_page(ANSWERS, javascript=False)
    page.get_by_role("link", name="Changer la réponse à « Où »").click()
    page.fill("#guide-commune", "Saint-Lô")
    page.get_by_role("button", name="Continuer").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("près de Saint-Lô")
    page.wait_for_load_state()  # one cannot go back from a page that is still coming
    assert query(page)["quand"] == ["peu-importe"]
    assert query(page)["besoin"] == ["demarche"]
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Où cherchez-vous ?")
    page.wait_for_load_state()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("près de Caen")


def test_with_javascript_the_commune_suggests_and_the_position_serves(open_page: Open) -> None:
    page = open_page(f"{START}?besoin=demarche")
    page.fill("#guide-commune", "")
    page.focus("#guide-commune")
    page.keyboard.type("cae")
    page.get_by_role("option", name="Caen").first.click()
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**commune=14118-caen**")

    page = open_page(f"{START}?besoin=demarche")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 49.44136, "longitude": 1.09255})
    page.get_by_role("button", name="Autour de moi").click()
    page.wait_for_url("**lat=49.4414**")
    assert query(page)["besoin"] == ["demarche"]


def test_the_address_is_copied(open_page: Open) -> None:
    page = open_page(ANSWERS)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier l’adresse").click()

    expect(page.locator("[data-share-message]")).to_contain_text("L’adresse est copiée")
    assert page.evaluate("navigator.clipboard.readText()").endswith(ANSWERS)


def test_the_answers_are_printed_on_one_page(open_page: Open) -> None:
    page = open_page(ANSWERS)
    page.emulate_media(media="print")
    expect(page.get_by_text("02 00 00 00 00")).to_be_visible()
    expect(page.get_by_text("Cette page en ligne, à jour")).to_be_visible()
    for hidden in ("Vos réponses", "Garder ou envoyer", "Voir la fiche complète"):
        expect(page.get_by_text(hidden).first).to_be_hidden()
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))
    assert len(pages) == 1


def test_fingers_find_their_target_on_a_small_phone(open_page: Open) -> None:
    page = open_page("/healthz", width=320)
    homonyms = f"{START}?besoin=demarche&commune=saint-aubin"

    for address in (START, homonyms, f"{ANSWERS[:-11]}demain", ANSWERS):
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll("main a, main button")]
                .filter((item) => item.offsetParent && item.getBoundingClientRect().height < 24)
                .map((item) => item.textContent.trim())"""
        )
        assert small == [], address
