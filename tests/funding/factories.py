"""Builders of schemes."""

from datetime import date
from typing import Any

from normandie.funding.models import FundingIndexPage, FundingSchemePage
from tests.factories import HomePageFactory


def the_index() -> FundingIndexPage:
    """Return « /aides/ », made where there is none."""
    found = FundingIndexPage.objects.first()
    index = FundingIndexPage(title="Les aides", slug="aides")
    return found or HomePageFactory().add_child(instance=index)


def a_scheme(slug: str = "etude", **fields: Any) -> FundingSchemePage:
    """Return a published scheme of which nothing is known but its source, and *fields*."""
    known = {"source": "Texte de la Région", "read_on": date(2026, 11, 22)}
    page = FundingSchemePage(**{"title": slug.capitalize(), "slug": slug} | known | fields)
    return the_index().add_child(instance=page)
