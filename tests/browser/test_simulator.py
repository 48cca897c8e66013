"""Costs are typed, corrected and worked out, by hand and without JavaScript; then printed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.funding.factories import a_scheme


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_from_the_list_of_schemes_to_a_computation_on_paper(
    open_page: Callable[..., Page], db: None, javascript: bool
) -> None:
    a_scheme(title="Aide aux études", applicants=["association"], rate=50, ceiling=10_000)
    page = open_page("/aides/", javascript=javascript, width=320, expected_errors=(422,))
    page.get_by_label("Je suis").select_option("une association")
    page.get_by_role("button", name="Trouver une aide").click()
    page.get_by_role("link", name="Aide aux études").click()
    page.get_by_role("link", name="Calculer l’aide").click()

    page.get_by_label("Dépense 1").fill("Cabinet")
    page.get_by_label("Montant 1").fill("29.000")
    page.get_by_role("button", name="Ajouter une ligne").click()
    page.get_by_label("Montant 4").fill("1 000,50 €")
    page.get_by_role("button", name="Calculer").click()
    expect(page.locator("#erreurs")).to_contain_text("Dépense 1")
    expect(page.get_by_label("Montant 4")).to_have_value("1 000,50 €")
    assert violations(page) == []
    page.emulate_media(media="print")  # to fill in by hand: no button on paper
    expect(page.get_by_label("Montant 4")).to_be_visible()
    expect(page.get_by_role("button", name="Calculer")).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_label("Montant 1").fill("29 000")
    page.get_by_role("button", name="Calculer").click()
    expect(page.get_by_role("heading", name="Au plus 10 000 €")).to_be_visible()
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("cell", name="30 000,50 €")).to_be_visible()
    expect(page.get_by_role("button", name="Calculer")).to_be_hidden()
