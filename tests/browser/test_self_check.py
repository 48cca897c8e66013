"""The self-check in a browser: on a phone, without a script then with one, to the request."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from ami.models import Dossier
from tests.ami.label_requests import label_call
from tests.browser.dossiers import Open, arrives_at, fits
from tests.selfcheck.self_checks import HOME, self_check_page, varied

pytestmark = pytest.mark.usefixtures("quick_hands")


def test_a_place_sees_what_it_lacks_and_asks_for_the_label_without_typing_it_twice(
    open_page: Open,
) -> None:
    self_check_page()
    call = label_call(varied())
    page = open_page(HOME, width=320, javascript=False)
    fits(page)

    page.get_by_role("link", name="Commencer").press("Enter")
    page.get_by_label("Où est votre lieu").fill("caen")
    fits(page)
    page.get_by_role("button", name="Continuer").press("Enter")
    arrives_at(page, "Conditions matérielles")
    fits(page)
    page.get_by_role("radio", name="Non").press("Space")
    page.get_by_role("button", name="Enregistrer et m’arrêter là").press("Enter")
    arrives_at(page, "Votre autodiagnostic")
    kept = page.url

    page = open_page(urlsplit(kept).path, width=320)
    page.get_by_role("link", name="Fonctionnement et animation").press("Enter")
    opening = page.get_by_role("group", name="Dire horaires.")
    opening.get_by_role("radio", name="Oui").press("Space")
    page.get_by_label("Ce que vous avez").first.fill("Affichés sur la porte")
    page.get_by_role("button", name="Voir le résultat").press("Enter")
    arrives_at(page, "Votre autodiagnostic")
    expect(page.get_by_role("heading", name="Ce qui manque (1)")).to_be_visible()
    fits(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Affichés sur la porte")).to_be_visible()
    expect(page.get_by_text("aucun pôle de proximité pour Caen")).to_be_visible()
    expect(page.get_by_text("Pour reprendre vos réponses")).to_be_visible()
    expect(page.get_by_role("link", name=call.title)).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_role("link", name=call.title).press("Enter")
    page.get_by_label("Votre adresse électronique").fill("camille@exemple.fr")
    page.get_by_role("button", name="Commencer ma demande").press("Enter")
    page.wait_for_url("**/dossier/**")
    answers = Dossier.objects.get().answers()
    assert answers.of("criteres-fonctionnement")["preuve-horaires"] == "Affichés sur la porte"
    assert answers.of("structure") == {"commune": "14118-caen"}
    assert answers.of("criteres-materiel")["critere-imprimante"] == "non"
