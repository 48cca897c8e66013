"""A partner proposes an event from a phone."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from normandie.partners.models import EventProposal
from tests.browser.axe import violations
from tests.factories import PlacePageFactory
from tests.partners.factories import a_partner


def test_an_event_is_proposed_from_the_page_of_a_partner(
    open_page: Callable[..., Page], db: None, quick_hands: None
) -> None:
    PlacePageFactory(title="Le Phare")
    partner = a_partner(title="La fabrique")
    page = open_page(partner.url, width=320, expected_errors=(422,))

    page.get_by_role("link", name="Proposer un événement").click()
    expect(page.get_by_label("Au nom de quel partenaire")).to_have_value(partner.slug)
    page.get_by_role("button", name="Envoyer ma proposition").click()

    expect(page).to_have_title(re.compile("^Erreur"))
    page.get_by_role("link", name="Donnez un titre à l’événement.").click()
    title = page.get_by_label("Titre de l’événement")
    expect(title).to_be_focused()
    assert violations(page) == []

    title.fill("Réparer son vélo")
    page.get_by_label("Votre adresse électronique").fill("camille@exemple.fr")
    page.get_by_label("Présentation").fill("On démonte, on comprend, on remonte.")
    page.get_by_label("Pour quel public").fill("tout public")
    page.get_by_label("Quel jour").fill(f"{timezone.localdate() + timedelta(days=20):%Y-%m-%d}")
    page.get_by_label("Heure de début").fill("14:00")
    page.get_by_label("Heure de fin").fill("16:00")
    page.get_by_role("radio", name="Dans un lieu du réseau").check()
    page.get_by_label("lequel").select_option(label="Le Phare, Caen")
    page.get_by_label("Prix pour le public").fill("gratuit")
    page.get_by_role("button", name="Envoyer ma proposition").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    proposal = EventProposal.objects.get()
    assert (proposal.partner, proposal.place.title) == (partner, "Le Phare")
