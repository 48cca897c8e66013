"""Builders of schemes, and of files of subventions."""

import csv
import io
from datetime import date
from typing import Any

from normandie.funding.models import FundingIndexPage, FundingSchemePage
from normandie.funding.scdl import read_csv
from normandie.funding.services.subventions import replace_years
from tests.factories import HomePageFactory

ROW = {
    "nomAttribuant": "Région d’exemple",
    "idAttribuant": "23350001600040",
    "dateConvention": "2025-06-27",
    "referenceDecision": "2025-03-103",
    "nomBeneficiaire": "Association d’exemple",
    "idBeneficiaire": "38047555800058",
    "rnaBeneficiaire": "",
    "objet": "Équiper un atelier, « le grand »",
    "montant": "47800.2",
    "nature": "aide en numéraire",
    "conditionsVersement": "échelonné",
    "datesPeriodeVersement": "2025-07-01/2026-07-01",
    "idRAE": "",
    "notificationUE": "non",
    "pourcentageSubvention": "1",
    "dispositifAide": "",
}


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


def file_of(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return text.getvalue().encode()


def publish(*rows: dict[str, str]) -> None:
    reading = read_csv(file_of(*rows))
    assert reading.errors == []
    replace_years(reading.rows)
