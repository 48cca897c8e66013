"""Builders of partners."""

from datetime import date, time
from typing import Any

from normandie.partners.models import EventProposal, PartnerIndexPage, PartnerPage
from tests.factories import HomePageFactory


def the_partners() -> PartnerIndexPage:
    """Return « /partenaires/ », made where there is none."""
    found = PartnerIndexPage.objects.first()
    index = PartnerIndexPage(title="Les partenaires", slug="partenaires")
    return found or HomePageFactory().add_child(instance=index)


def a_partner(slug: str = "fabrique", **fields: Any) -> PartnerPage:
    """Return a published partner of which nothing is known but its source, and *fields*."""
    known = {"source": "Convention d’exemple", "source_on": date(2026, 3, 2)}
    page = PartnerPage(**{"title": slug.capitalize(), "slug": slug} | known | fields)
    return the_partners().add_child(instance=page)


def a_proposal(rank: int = 1, **fields: Any) -> EventProposal:
    """Return the proposal number *rank*, which looks for a place."""
    known = {
        "sending": f"envoi {rank}",
        "organisation": "Les Ateliers du port",
        "email": f"camille{rank}@exemple.fr",
        "title": f"Réparer son vélo {rank}",
        "description": "On démonte, on comprend, on remonte.",
        "audience": "tout public",
        "day": date(2027, 1, 16),
        "start_time": time(14),
        "end_time": time(16),
        "territory": "autour de Caen",
        "price": "5 €",
    }
    return EventProposal.objects.create(**known | fields)
