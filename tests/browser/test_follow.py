"""A deposited file in a browser: completed, met about, answered; on a phone, by keyboard."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.definitions import AskedQuestion
from ami.kinds import LEAD, REVIEWER
from ami.models import CallPage, Completion, Dossier, Meeting
from ami.services.access import new_link
from ami.services.completions import ask_to_complete
from ami.services.correspondence import write_to_carrier
from ami.services.deposit import deposit
from ami.services.meetings import propose_meeting
from ami.services.results import Proposal, orient
from core.workflow import Actor
from tests.ami.factories import CallPageFactory, a_draft
from tests.browser.axe import violations

Open = Callable[..., Page]
STAFF = Actor(REVIEWER)
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


@pytest.fixture
def dossier(db: None) -> Dossier:
    now = timezone.now()
    call = CallPageFactory(
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
        results_at=now + timedelta(days=40),
    )
    file = deposit(a_draft(call))
    file.call_kind.transitions.apply(file, "prendre", STAFF)
    return file


def link_of(dossier: Dossier) -> str:
    return urlsplit(new_link(dossier)).path


def fits(page: Page) -> None:
    """Check the page that shows: nothing beside the screen, no rule of accessibility broken."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


@BOTH
def test_a_carrier_completes_a_file(open_page: Open, dossier: Dossier, javascript: bool) -> None:
    asked = [AskedQuestion("structure", "siret"), AskedQuestion("projets", "calendrier")]
    due = date.today() + timedelta(days=10)
    ask_to_complete(dossier, asked, "Précisez.", due, STAFF, pieces=["Les statuts"])
    page = open_page(link_of(dossier), width=360, javascript=javascript, expected_errors=(422,))
    fits(page)
    page.get_by_role("link", name="Compléter mon dossier").press("Enter")

    page.get_by_label("Numéro SIRET").fill("123")
    page.get_by_label("Calendrier envisagé").fill("De mars à juin")
    page.get_by_role("button", name="Envoyer le complément").press("Enter")
    expect(page.locator("#erreurs")).to_be_focused()
    expect(page.get_by_label("Calendrier envisagé")).to_have_value("De mars à juin")
    fits(page)
    page.get_by_label("Numéro SIRET").fill("73282932000074")
    file = {"name": "statuts.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
    page.get_by_label("Ajouter des fichiers").set_input_files(file)
    page.get_by_role("button", name="Ajouter ces fichiers").press("Enter")
    expect(page.get_by_role("link", name="statuts.pdf")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Envoyer le complément").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Votre complément est envoyé")
    fits(page)
    sent = Completion.objects.get()
    assert sent.attachments.get().name == "statuts.pdf"
    assert Dossier.objects.get().siret == "73282932000074"


def test_a_completion_is_saved_while_it_is_typed(open_page: Open, dossier: Dossier) -> None:
    due = date.today() + timedelta(days=10)
    ask_to_complete(dossier, [AskedQuestion("projets", "calendrier")], "Quand ?", due, STAFF)
    page = open_page(link_of(dossier), width=360)
    page.get_by_role("link", name="Compléter mon dossier").click()
    file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
    page.get_by_label("Ajouter des fichiers").set_input_files(file)

    page.get_by_label("Calendrier envisagé").press_sequentially("En mars")

    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")
    kept = Completion.objects.get()
    assert [answers["calendrier"] for answers in kept.typed.values()] == ["En mars"]
    assert not kept.attachments.exists()  # a file leaves by its button


@BOTH
def test_a_carrier_takes_a_slot(open_page: Open, dossier: Dossier, javascript: bool) -> None:
    slots = [timezone.now() + timedelta(days=5), timezone.now() + timedelta(days=6)]
    propose_meeting(dossier, slots, STAFF, where="À Caen")
    page = open_page(link_of(dossier), width=360, javascript=javascript, expected_errors=(422,))
    fits(page)
    page.get_by_role("link", name="Répondre").press("Enter")
    fits(page)
    page.get_by_role("button", name="Accepter ce créneau").press("Enter")
    expect(page.get_by_role("link", name="Choisissez un créneau.")).to_be_visible()
    fits(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Accepter ce créneau").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Rencontre fixée")
    fits(page)
    assert Meeting.objects.get().starts_at == slots[0]
    page.get_by_role("link", name="Suivre mon dossier").press("Enter")
    expect(page.get_by_role("link", name="Ajouter à mon agenda")).to_be_visible()
    fits(page)


def test_an_answer_and_a_conversation_are_read_on_a_phone(
    open_page: Open, dossier: Dossier
) -> None:
    file = SimpleUploadedFile("guide.pdf", b"%PDF-1.7\n%%EOF")
    write_to_carrier(dossier, "Voici un guide.", STAFF, [file])
    orient(dossier, [Proposal("ingenierie", "Trois jours", "Camille")], STAFF)
    CallPage.objects.update(results_at=timezone.now() - timedelta(minutes=1))
    told = Dossier.objects.get()
    told.call_kind.transitions.apply(told, "envoyer-reponse", Actor(LEAD))
    page = open_page(link_of(dossier), width=360)

    expect(page.get_by_role("heading", name="Accompagnement en ingénierie")).to_be_visible()
    expect(page.get_by_role("link", name="guide.pdf")).to_be_visible()
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tout télécharger").click()
    assert download.value.suggested_filename == f"{dossier.number}.zip"
