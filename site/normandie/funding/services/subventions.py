"""Writes what was granted: year by year, whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from core.cache import renew_site_version
from core.text.words import fold
from normandie.funding.models import FundingIndexPage, FundingSchemePage, Subvention
from normandie.funding.scdl import THRESHOLD

PUBLISHED, WITHDRAWN = "funding.subventions_published", "funding.subventions_withdrawn"


@dataclass(frozen=True)
class YearReport:
    """How many rows a year has in the file, and how many of those published they replace."""

    year: int
    rows: int
    replaced: int


@dataclass(frozen=True)
class Report:
    """What an import does; ``small`` rows are under what the law wants, ``unknown`` are names of
    schemes that no page of the site bears.
    """

    years: list[YearReport]
    small: int
    unknown: list[str]


def report_on(rows: Sequence[dict[str, Any]]) -> Report:
    """Say what ``replace_years`` would do of *rows*, and write nothing."""
    numbers = Counter(row["signed_on"].year for row in rows)
    published = {each["year"]: each["number"] for each in Subvention.objects.by_year()}
    pages = _pages_by_name()
    names = {row["scheme_name"] for row in rows if row["scheme_name"]}
    return Report(
        [YearReport(year, numbers[year], published.get(year, 0)) for year in sorted(numbers)],
        sum(row["amount"] <= THRESHOLD for row in rows),
        sorted(name for name in names if fold(name) not in pages),
    )


@transaction.atomic
def replace_years(rows: Sequence[dict[str, Any]], by: Any = None) -> Report:
    """Publish *rows* in the place of all that their years hold, and say what *by* has done."""
    # Two at once would each leave the rows of the other.
    list(FundingIndexPage.objects.select_for_update(of=("self",)).values_list("pk"))
    report = report_on(rows)
    pages = _pages_by_name()
    Subvention.objects.of_years(each.year for each in report.years).delete()
    Subvention.objects.bulk_create(
        [Subvention(scheme_id=pages.get(fold(row["scheme_name"])), **row) for row in rows],
        batch_size=500,
    )
    _log(PUBLISHED, by, years=[asdict(each) for each in report.years])
    renew_site_version()
    return report


@transaction.atomic
def withdraw_year(year: int, by: Any = None) -> int:
    """Take away all that *year* holds, and return how many rows it had."""
    number = Subvention.objects.of_years([year]).delete()[0]
    _log(WITHDRAWN, by, year=year, rows=number)
    renew_site_version()
    return number


def _log(action: str, by: Any, **data: Any) -> None:
    """Tell it in the history of « /aides/ »: the rows that leave have none of their own."""
    if index := FundingIndexPage.objects.first():
        log(index, action, user=by, data=data)


def _pages_by_name() -> dict[str, int]:
    """Return the pages of schemes by their name, folded."""
    return {fold(title): pk for pk, title in FundingSchemePage.objects.values_list("pk", "title")}
