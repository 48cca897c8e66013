"""Builders of partners."""

from datetime import date
from typing import Any

from normandie.partners.models import PartnerIndexPage, PartnerPage
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
