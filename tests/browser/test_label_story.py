"""A label, as its people live it: asked, granted, verified at the door, suspended, renewed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import CallPage, Dossier
from ami.services.labels import grant_label, new_grant
from directory.models import LabelGrant, PlacePage
from tests.ami.label_requests import CHIEF, CODES, a_request, label_call
from tests.ami.reviewing import STAFF, address_of
from tests.browser.axe import violations
from tests.browser.dossiers import Open, arrives_at, fill_in_structure, go_on, start
from tests.directory.labels import do, verify_url
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.usefixtures("quick_hands", "empty_store")


@pytest.fixture
def call(db: None) -> CallPage:
    return label_call(opens_at=timezone.now() - timedelta(days=1))


def test_a_label_is_asked_granted_verified_suspended_and_renewed(
    open_page: Open, open_admin: Callable[..., Page], call: CallPage
) -> None:
    place = PlacePageFactory(title="La Ruche")
    ask_on_a_phone(open_page(f"{call.url}repondre/", width=360, expected_errors=(422,)))
    dossier = Dossier.objects.get()
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    Dossier.objects.update(place=place)  # the service made its sheet meanwhile
    award(open_admin(address_of(dossier, "accorder")))
    grant = LabelGrant.objects.get()
    assert (grant.place, grant.requirements) == (place, call.requirements)

    door = open_page(verify_url(grant), width=360)
    expect(door.get_by_role("main")).to_contain_text("La Ruche")
    tells(door, "valable aujourd’hui")
    do(grant, "suspendre")
    tells(door, "suspendu")
    do(grant, "lever")
    tells(door, "valable aujourd’hui")
    following = renewed(call, place)
    assert following.renews == grant
    tells(door, "valable aujourd’hui, jusqu’au")
    door.goto(door.url.replace(grant.reference, following.reference))
    tells(door, "Pas encore")
    assert violations(door) == []


def ask_on_a_phone(page: Page) -> None:
    start(page)
    fill_in_structure(page)
    arrives_at(page, "La personne à qui écrire")
    page.get_by_label("Prénom et nom").fill("Camille Exemple")
    go_on(page)
    arrives_at(page, "Le lieu")
    page.get_by_label("Nom du lieu").fill("La Ruche")
    page.get_by_label("Adresse du lieu").fill("1 place de la Mairie")
    page.get_by_label("Ce que le lieu fait").fill("Aider les habitants.")
    go_on(page)
    arrives_at(page, "Critères : fonctionnement et animation")
    for code in CODES:
        page.get_by_role("group", name=f"Dire {code}.").get_by_label("Oui", exact=True).check()
    page.get_by_label("Ce qui le montre").first.fill("Les horaires sont sur la porte.")
    go_on(page)
    arrives_at(page, "Pièces qui le prouvent")
    page.get_by_role("button", name="Continuer").click()
    arrives_at(page, "Engagement")
    for question in ("Vous engagez-vous", "Acceptez-vous"):
        page.get_by_role("group", name=question).get_by_label("Oui", exact=True).check()
    go_on(page)
    arrives_at(page, "Relire et déposer")
    expect(page.get_by_text("Les horaires sont sur la porte.")).to_be_visible()
    page.get_by_role("button", name="Déposer mon dossier").click()
    arrives_at(page, "Votre dossier est déposé")


def award(page: Page) -> None:
    assert violations(page) == []
    page.locator("#id_decision").fill("CP D 26-11-9")
    page.get_by_role("button", name="Accorder le label").click()
    expect(page.get_by_text("c’est fait")).to_be_visible()


def tells(page: Page, words: str) -> None:
    page.reload()
    expect(page.get_by_role("main")).to_contain_text(words)


def renewed(call: CallPage, place: PlacePage) -> LabelGrant:
    """End the label today, and return the one that is granted anew from tomorrow on."""
    LabelGrant.objects.update(expires_on=timezone.localdate())
    dossier = a_request(call, place)
    grant_label(dossier, new_grant(dossier, place), CHIEF)
    return LabelGrant.objects.latest("pk")
