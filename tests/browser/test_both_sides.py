"""The whole life of a file, its carrier, the agents and an expert, each in their own browser.

Deposit, take, request to complete, completion, meeting, opinion from outside, reading by the
grid, two orientations, approval, embargo, release. The agents are of the team of the call: one
studies, one leads.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import CallCriterion, CallPage, Dossier
from tests.ami.opinions import mailed_link
from tests.ami.people import link_in, mails_to
from tests.ami.teams import name_in_team, person
from tests.browser.clicks import clicks, count_clicks
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

STATUTES = "statuts.pdf"
MOST_CLICKS = 29  # of the agent who studies, from the queue to the answer that is prepared
MOST_CLICKS_OF_LEAD = 2
FIRST, SECOND = "Trois demi-journées d’ingénierie", "Une aide au matériel"
EXPERT, OPINION, READING = "ana@aract.example", "Le local reste à trouver.", "Projet bien ancré."
QUEUE = reverse("wagtailsnippets_ami_dossier:list")

pytestmark = pytest.mark.usefixtures("quick_hands", "empty_store")


@pytest.fixture
def call(call: CallPage) -> CallPage:
    """The same, with a grid to read its files by."""
    CallCriterion.objects.create(call=call, label="Utilité pour les habitants")
    return call


@pytest.fixture
def agents(call: CallPage) -> tuple[Any, Any]:
    """Who studies the files of the call, and who leads it."""
    agent = name_in_team(call, person(first_name="Nora", last_name="Exemple"), "instructeur")
    lead = person("responsable", first_name="Zoé", last_name="Exemple")
    return agent, name_in_team(call, lead, "responsable")


def test_a_file_lives_from_its_deposit_to_its_answer_on_both_sides(
    open_page: Open, open_admin: Callable[..., Page], call: CallPage, agents: tuple[Any, Any]
) -> None:
    carrier = open_page(f"{call.url}repondre/", expected_errors=(422,))
    deposits(carrier)
    number = str(Dossier.objects.get())
    agent = open_admin(QUEUE, user=agents[0])
    count_clicks(agent)

    takes(agent, number)
    asks_to_complete(agent)
    completes(carrier, link_in(mails_to(CARRIER)[-1]))
    proposes_a_meeting(agent)
    accepts_the_meeting(carrier)
    notes_the_meeting(agent)
    asks_an_opinion(agent)
    gives_an_opinion(open_page(mailed_link()))
    reads_the_opinion(agent)
    gives_a_reading(agent)
    reads_nothing_of_an_answer(carrier)
    proposes_two_outcomes(agent)
    approves(open_admin(QUEUE, user=agents[1]), number)
    reads_nothing_of_an_answer(carrier)
    assert all(FIRST not in each.body for each in mails_to(CARRIER))

    call_command("follow_calls")
    reads_nothing_of_an_answer(carrier)
    the_date_of_the_results_comes(call)
    reads_the_answer(carrier, link_in(mails_to(CARRIER)[-1]))
    assert Dossier.objects.get().reviewer == agents[0]
    assert clicks(agent) <= MOST_CLICKS, f"{clicks(agent)} clicks"


def deposits(page: Page) -> None:
    start(page)
    fill_in_structure(page)
    arrives_at(page, "La personne à qui écrire")
    page.get_by_label("Prénom et nom").fill("Camille Exemple")
    go_on(page)
    arrives_at(page, "Projet 1")
    fill_in_project(page)
    page.get_by_role("link", name="Continuer").click()
    arrives_at(page, "Territoire et partenaires")
    go_on(page)
    arrives_at(page, "Une rencontre")
    fill_in_meeting(page)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Déposer mon dossier").click()
    arrives_at(page, "Votre dossier est déposé")
    page.get_by_role("link", name="Suivre mon dossier").click()


def takes(page: Page, number: str) -> None:
    page.get_by_role("link", name=number).click()
    expect(page.get_by_text("Aller de bourg en bourg.")).to_be_visible()
    page.get_by_role("button", name="Commencer l’analyse").click()
    is_now(page, "En analyse")


def is_now(page: Page, state: str) -> None:
    expect(page.locator(".dossier-state")).to_have_text(state)


def types(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).click()
    page.keyboard.type(text)


def sends(page: Page, name: str) -> None:
    page.locator("#w-editor-form").get_by_role("button", name=name).click()


def asks_to_complete(page: Page) -> None:
    page.get_by_role("link", name="Demander un complément").click()
    types(page, "Ce qui manque", "Il manque vos statuts.")
    types(page, "Pièces demandées", "Statuts signés")
    sends(page, "Demander un complément")
    is_now(page, "À compléter")


def completes(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Il manque vos statuts.")).to_be_visible()
    page.get_by_role("link", name="Compléter mon dossier").click()
    page.get_by_label("Ajouter des fichiers").set_input_files([a_pdf(STATUTES)])
    page.get_by_role("button", name="Envoyer le complément").click()
    arrives_at(page, "Votre complément est envoyé")
    page.get_by_role("link", name="Suivre mon dossier").click()


def proposes_a_meeting(page: Page) -> None:
    page.reload()
    is_now(page, "En analyse")
    expect(page.get_by_role("link", name=STATUTES)).to_be_visible()
    page.get_by_role("link", name="Proposer une rencontre").click()
    slot = timezone.localtime() + timedelta(days=3)
    types(page, "Créneau 1", f"{slot:%d/%m/%Y} 10:00")
    page.keyboard.press("Escape")
    types(page, "Où", "À la Région, à Caen")
    sends(page, "Proposer une rencontre")
    is_now(page, "Rencontre proposée")


def accepts_the_meeting(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Répondre").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Accepter ce créneau").click()
    arrives_at(page, "Rencontre fixée")
    page.get_by_role("link", name="Suivre mon dossier").click()


def notes_the_meeting(page: Page) -> None:
    page.reload()
    is_now(page, "Rencontre fixée")
    page.get_by_role("link", name="Noter la rencontre tenue").click()
    types(page, "Compte rendu", "Projet mûr.")
    sends(page, "Noter la rencontre tenue")
    is_now(page, "Rencontre tenue")


def asks_an_opinion(page: Page) -> None:
    page.get_by_role("link", name="Demander un avis").click()
    types(page, "Prénom et nom de l’expert", "Ana Lise")
    types(page, "Son adresse électronique", EXPERT)
    types(page, "Ce que vous lui demandez", "Est-ce réaliste ?")
    sends(page, "Voir ce que lira l’expert")
    expect(page.get_by_text("Aller de bourg en bourg.")).to_be_visible()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("heading", name="Ana Lise : demandé")).to_be_visible()


def gives_an_opinion(page: Page) -> None:
    arrives_at(page, "Votre avis est demandé")
    expect(page.get_by_text("Aller de bourg en bourg.")).to_be_visible()
    page.get_by_label("Avis favorable avec réserves").check()
    page.get_by_label("Ce que vous en pensez").fill(OPINION)
    page.get_by_role("button", name="Envoyer mon avis").click()
    arrives_at(page, "Votre avis est envoyé")


def reads_the_opinion(page: Page) -> None:
    page.reload()
    opinions = page.get_by_role("region", name="Avis extérieurs")
    expect(opinions.get_by_role("heading", name="Ana Lise : avis favorable")).to_be_visible()
    expect(opinions.get_by_text(OPINION)).to_be_visible()


def gives_a_reading(page: Page) -> None:
    page.get_by_role("link", name="Donner ma lecture").click()
    useful = page.get_by_role("group", name="Utilité pour les habitants")
    useful.get_by_role("radio", name="Plutôt").click()
    types(page, "Avis d’ensemble", READING)
    sends(page, "Enregistrer ma lecture")
    expect(page.get_by_role("region", name="Lectures").get_by_text(READING)).to_be_visible()


def proposes_two_outcomes(page: Page) -> None:
    page.get_by_role("link", name="Orienter", exact=True).click()
    outcomes = {"Accompagnement en ingénierie": FIRST, "Matériels numériques": SECOND}
    for label, text in outcomes.items():
        outcome = page.get_by_role("group", name=label)
        outcome.get_by_role("checkbox", name=label).click()
        outcome.get_by_label("Ce qui est proposé").click()
        page.keyboard.type(text)
    sends(page, "Orienter")
    is_now(page, "Orienté")
    expect(page.get_by_role("button", name="Approuver la réponse")).to_have_count(0)


def approves(page: Page, number: str) -> None:
    count_clicks(page)
    page.get_by_role("link", name=number).click()
    for text in (FIRST, SECOND, OPINION, READING):
        expect(page.get_by_text(text)).to_be_visible()
    page.get_by_role("button", name="Approuver la réponse").click()
    is_now(page, "Réponse prête")
    assert clicks(page) <= MOST_CLICKS_OF_LEAD


def reads_nothing_of_an_answer(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("heading", name="En cours d’analyse")).to_be_visible()
    answer = (FIRST, SECOND, "Ce que la Région vous propose", "Réponse de la Région")
    for text in (*answer, OPINION, READING):
        expect(page.get_by_text(text)).to_have_count(0)


def the_date_of_the_results_comes(call: CallPage) -> None:
    now = timezone.now()
    CallPage.objects.filter(pk=call.pk).update(closes_at=now, results_at=now)
    call_command("follow_calls")
    call_command("follow_calls")


def reads_the_answer(page: Page, link: str) -> None:
    page.goto(link)
    region = page.get_by_role("region", name="Ce que la Région vous propose")
    for text in (FIRST, SECOND):
        expect(region.get_by_text(text)).to_be_visible()
    expect(page.get_by_role("heading", name="Réponse envoyée")).to_be_visible()
    for text in (OPINION, READING):
        expect(page.get_by_text(text)).to_have_count(0)
    assert sum(FIRST in each.body for each in mails_to(CARRIER)) == 1
