"""A whole file, as one person lives it: a bus, a phone, a computer, two files, a complement."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.definitions import AskedQuestion
from ami.kinds import REVIEWER
from ami.models import CallPage, Dossier, StepAnswers
from ami.services.completions import ask_to_complete
from core.workflow import Actor
from tests.ami.people import link_in, mails_to
from tests.browser.dossiers import (
    CARRIER,
    Open,
    a_pdf,
    arrives_at,
    fill_in_meeting,
    fill_in_project,
    fill_in_structure,
    go_on,
    start,
)

QUOTE, PLAN, STATUTES = "devis.pdf", "plan.pdf", "statuts.pdf"

pytestmark = pytest.mark.usefixtures("quick_hands", "empty_store")


def test_a_carrier_begins_on_a_phone_deposits_on_a_computer_and_completes(
    open_page: Open, call: CallPage
) -> None:
    phone = open_page(f"{call.url}repondre/", width=360, expected_errors=(422,), goes_offline=True)
    begin_on_a_phone_that_loses_the_network(phone)
    phone.context.close()

    [mail] = mails_to(CARRIER)
    desktop = open_page(link_in(mail))
    resume_and_deposit(desktop)
    dossier = Dossier.objects.get()
    receipt_is_true(desktop, dossier.number, dossier.digest)
    told_by_mail(dossier.number, dossier.digest)

    asked = ask_to_complete(
        dossier,
        [AskedQuestion("projets", "calendrier")],
        "Quand commencez-vous ?",
        timezone.localdate() + timedelta(days=10),
        Actor(REVIEWER),
        pieces=["Vos statuts"],
    )
    complete(desktop, link_in(mails_to(CARRIER)[-1]))
    asked.refresh_from_db()
    receipt_is_true(desktop, asked.number, asked.digest)
    told_by_mail(asked.number, asked.digest)
    desktop.get_by_role("link", name="Suivre mon dossier").click()
    expect(desktop.get_by_text("En cours d’analyse").first).to_be_visible()
    assert {each.name for each in asked.attachments.all()} == {STATUTES}


def begin_on_a_phone_that_loses_the_network(page: Page) -> None:
    start(page)
    fill_in_structure(page)
    arrives_at(page, "La personne à qui écrire")
    name, saved = page.get_by_label("Prénom et nom"), page.locator("[data-saved]")
    name.press_sequentially("Camille")
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        name.press_sequentially(" Exemple")
    expect(page.locator(".dossier-saved[role=alert]")).to_contain_text("Pas de connexion")
    page.context.set_offline(False)
    expect(saved).to_contain_text("Enregistré à")
    assert StepAnswers.objects.get(step="contact").data["nom"] == "Camille Exemple"


def resume_and_deposit(page: Page) -> None:
    arrives_at(page, "Mon dossier")
    page.get_by_role("link", name="La personne à qui écrire").click()
    expect(page.get_by_label("Prénom et nom")).to_have_value("Camille Exemple")
    go_on(page)
    arrives_at(page, "Projet 1")
    fill_in_project(page)
    arrives_at(page, "Vos projets")
    page.get_by_role("link", name="Continuer").click()
    arrives_at(page, "Territoire et partenaires")
    go_on(page)
    arrives_at(page, "Une rencontre")
    fill_in_meeting(page)
    arrives_at(page, "Pièces jointes")
    page.get_by_label("Ajouter des fichiers").set_input_files([a_pdf(QUOTE)])
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_role("link", name=QUOTE)).to_be_visible()
    arrives_at(page, "Pièces jointes")
    page.get_by_label("Ajouter des fichiers").set_input_files([a_pdf(PLAN)])
    page.get_by_role("button", name="Continuer").click()
    arrives_at(page, "Relire et déposer")
    page.get_by_role("button", name="Déposer mon dossier").click()
    arrives_at(page, "Votre dossier est déposé")
    for name in (QUOTE, PLAN):
        expect(page.get_by_role("listitem").filter(has_text=name)).to_be_visible()


def complete(page: Page, link: str) -> None:
    """Complete from the mail: the calendar of the project, and the piece that is asked."""
    page.goto(link)
    page.get_by_role("link", name="Compléter mon dossier").click()
    arrives_at(page, "Compléter mon dossier")
    page.get_by_label("Calendrier envisagé").fill("De mars à juin")
    page.get_by_label("Ajouter des fichiers").set_input_files([a_pdf(STATUTES)])
    page.get_by_role("button", name="Envoyer le complément").click()
    arrives_at(page, "Votre complément est envoyé")
    expect(page.get_by_text("De mars à juin")).to_be_visible()


def receipt_is_true(page: Page, number: str | None, digest: str) -> None:
    """Read the receipt that shows, and have the public page say that it is true."""
    receipt = page.get_by_role("region", name="Accusé de réception")
    expect(receipt).to_contain_text(str(number))
    expect(receipt.locator(".digest")).to_have_text(digest)
    shown = page.url
    receipt.get_by_role("link", name="la vérifier").click()
    arrives_at(page, "Vérifier un accusé de réception")
    expect(page.get_by_text("Cet accusé est vrai")).to_be_visible()
    page.get_by_label("Empreinte SHA-256").fill("0" * 64)
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_text("ne sont ceux d’aucun dossier")).to_be_visible()
    page.goto(shown)


def told_by_mail(number: str | None, digest: str) -> None:
    assert any(str(number) in each.body and digest in each.body for each in mails_to(CARRIER))
