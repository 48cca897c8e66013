"""Saying what one cannot reach, by keyboard, from the page concerned, with or without a script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import PageViewRestriction

from normandie.accessibility.models import Complaint
from tests.browser.axe import violations

pytestmark = pytest.mark.usefixtures("demo_places", "quick_hands")

Open = Callable[..., Page]


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_complaint_goes_from_the_footer_to_its_receipt(open_page: Open, javascript: bool) -> None:
    page = open_page(
        "/annuaire/donnees-ouvertes/", width=320, javascript=javascript, expected_errors=(422,)
    )
    page.locator("footer").get_by_role("link", name="non conforme").click()
    page.get_by_role("link", name="Signaler une difficulté").press("Enter")
    assert page.get_by_label("Sur quelle page").input_value() == "/annuaire/donnees-ouvertes/"

    page.get_by_role("button", name="Envoyer ma réclamation").press("Enter")
    expect(page.locator("#erreurs")).to_contain_text("Écrivez votre nom")
    expect(page.get_by_role("heading", name="4 réponses à corriger")).to_be_visible()
    expect(page.locator("#erreurs")).to_be_focused()  # « autofocus » waits for the first drawing
    assert violations(page) == []
    page.get_by_role("link", name="Écrivez votre nom").press("Enter")
    for text in ("Lefèvre", "Camille", "camille@exemple.fr"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.get_by_label("Que n’avez-vous pas pu").fill("Le tableau ne se lit pas.")
    if javascript:
        expect(page.get_by_text(re.compile("Encore 2.975 caractères"))).to_be_visible()
    page.get_by_role("button", name="Envoyer ma réclamation").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Votre réclamation est bien arrivée")
    complaint = Complaint.objects.get()
    expect(page.get_by_text(complaint.number).first).to_be_visible()
    assert complaint.page == "/annuaire/donnees-ouvertes/"
    assert page.context.cookies() == []
    assert violations(page) == []


def test_the_password_page_breaks_no_rule(open_page: Open, demo_places: list) -> None:
    PageViewRestriction.objects.create(
        page=demo_places[0], restriction_type="password", password="sésame"
    )
    page = open_page(demo_places[0].url, width=320)

    assert violations(page) == []
    page.get_by_label("Mot de passe").fill("sésame")
    page.get_by_role("button", name="Ouvrir la page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(demo_places[0].title)
