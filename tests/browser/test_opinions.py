"""An outside expert answers from a phone, by the keyboard and without JavaScript; staff ask."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ami.models import Dossier, Opinion
from ami.services.deposit import deposit
from tests.ami.factories import a_draft
from tests.ami.opinions import an_opinion, ask_url, mailed_link, opinion_url
from tests.ami.reviewing import STAFF
from tests.ami.test_opinions import a_joined_file
from tests.browser.axe import violations
from tests.browser.dossiers import Open, an_open_call, arrives_at, fits

PHONE = {"width": 360, "javascript": False}


@pytest.fixture
def dossier(db: None) -> Dossier:
    dossier = deposit(a_draft(an_open_call()))
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    a_joined_file(dossier, "plan.pdf")
    return dossier


@pytest.mark.parametrize("options", [PHONE, {"width": 1280, "scheme": "dark"}])
def test_an_expert_reads_and_answers_once(
    open_page: Open, dossier: Dossier, options: dict[str, object]
) -> None:
    opinion = an_opinion(dossier, is_anonymised=True, attachments=dossier.attachments.all())
    page = open_page(mailed_link(), **options, expected_errors=(422, 403))
    arrives_at(page, "Votre avis est demandé")
    expect(page.get_by_role("link", name="piece-1.pdf")).to_be_visible()
    expect(page.get_by_text("Débrouillards")).to_have_count(0)

    page.get_by_label("Ce que vous en pensez").fill("Oui, si le local est prêté.")
    page.get_by_role("button", name="Envoyer mon avis").press("Enter")
    expect(page.locator("#erreurs")).to_be_focused()
    fits(page)
    expect(page.get_by_label("Ce que vous en pensez")).to_have_value("Oui, si le local est prêté.")
    page.get_by_label("Avis favorable avec réserves").check()
    page.get_by_role("button", name="Envoyer mon avis").press("Enter")
    arrives_at(page, "Votre avis est envoyé")

    opinion.refresh_from_db()
    assert opinion.verdict == "reserves"
    page.get_by_role("button", name="Fermer cette page sur cet appareil").press("Enter")
    arrives_at(page, "La page est fermée sur cet appareil")
    page.go_back()
    arrives_at(page, "Cette page s’ouvre par son lien")


def test_an_expert_declines(open_page: Open, dossier: Dossier) -> None:
    an_opinion(dossier)
    page = open_page(mailed_link(), **PHONE, expected_errors=(422,))

    page.get_by_role("button", name="Je ne peux pas répondre").press("Enter")
    page.get_by_role("link", name="Dites en un mot").press("Enter")
    page.keyboard.type("Je connais la structure.")
    page.get_by_role("button", name="Je ne peux pas répondre").press("Enter")

    arrives_at(page, "Votre réponse est envoyée")


@pytest.mark.parametrize("width", [1280, 320])
def test_staff_preview_what_they_send(
    open_admin: Callable[..., Page], dossier: Dossier, width: int
) -> None:
    page = open_admin(ask_url(dossier), width=width)
    assert violations(page) == []
    page.get_by_label("Prénom et nom de l’expert").fill("Ana Lise")
    page.get_by_label("Son adresse électronique").fill("ana@aract.example")
    page.get_by_label("Ce que vous lui demandez").fill("Est-ce réaliste, pour Camille ?")
    page.get_by_label("plan.pdf").check()
    page.get_by_label("Anonymiser la copie").check()
    page.get_by_role("button", name="Voir ce que lira l’expert").press("Enter")
    expect(page.get_by_role("heading", name="À relire avant d’envoyer")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_role("button", name="Envoyer la demande").press("Enter")
    expect(page.get_by_role("heading", name="Ana Lise : demandé")).to_be_visible()
    assert violations(page) == []
    page.goto(opinion_url(Opinion.objects.get(), "extend"))
    assert violations(page) == []
    page.goto(opinion_url(Opinion.objects.get(), "revoke"))
    assert violations(page) == []
    page.get_by_role("button", name="Retirer la demande").press("Enter")
    expect(page.get_by_role("heading", name="Ana Lise : retiré")).to_be_visible()
