"""What the demo shows of the partners: invented, and marked so."""

from datetime import time, timedelta

from django.utils import timezone

from directory.models import PlacePage
from normandie.demo.examples.loading import MARK
from normandie.partners.models import (
    EventProposal,
    PartnerAction,
    PartnerContact,
    PartnerIndexPage,
    PartnerPage,
)

NAME = f"La fabrique des usages{MARK}"
DOMAIN = "https://fabrique.exemple.fr/"


def create_example_partners() -> None:
    """Make a partner of today and an event that it proposes, unless there is an example."""
    index = PartnerIndexPage.objects.first()
    if index is None or PartnerPage.objects.filter(is_example=True).exists():
        return
    place = PlacePage.objects.examples().by_name().first()
    _propose(_create(index, place), place)


def _create(index: PartnerIndexPage, place: PlacePage | None) -> PartnerPage:
    today = timezone.localdate()
    partner = PartnerPage(
        title=NAME,
        slug="la-fabrique-des-usages",
        lead="Exemple\u00a0: forme les équipes des lieux aux machines à commande numérique.",
        brings="Exemple\u00a0: deux personnes qui viennent former sur place, et leurs fiches.",
        website=DOMAIN,
        since=today.replace(day=1) - timedelta(days=200),
        source="Exemple inventé pour la démonstration",
        source_on=today,
        drawing="table",
        is_example=True,
        live=False,
    )
    partner.contacts = [
        PartnerContact(function="Formation des équipes", email="formation@fabrique.exemple.fr"),
        PartnerContact(function="Prêt de machines", form_url=f"{DOMAIN}ecrire/"),
    ]
    partner.actions = [
        PartnerAction(
            what="Exemple\u00a0: une initiation à la découpe laser",
            place=place,
            first_day=today - timedelta(days=40),
        )
    ]
    index.add_child(instance=partner)
    partner.save_revision().publish()
    return partner


def _propose(partner: PartnerPage, place: PlacePage | None) -> None:
    """Have the partner propose an event, that waits for the team; no mail leaves."""
    EventProposal.objects.create(
        partner=partner,
        organisation=partner.title,
        email="formation@fabrique.exemple.fr",
        title="Exemple\u00a0: fabriquer un objet en bois",
        description="Exemple\u00a0: on dessine, on découpe, on assemble.",
        audience="tout public, dès douze ans",
        day=timezone.localdate() + timedelta(days=45),
        start_time=time(14),
        end_time=time(17),
        place=place,
        price="gratuit",
    )
