"""Reads of the schemes, and of what was paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Max, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from wagtail.models import PageQuerySet

from ami.models import CallPage
from core.pages.access import open_to_all, open_within_the_site
from core.text.words import slug_of


class SchemeQuerySet(PageQuerySet):
    """Schemes as visitors read them."""

    def listed(self) -> "SchemeQuerySet":
        """Return those that are published and closed by nothing, in the order of the site."""
        found: SchemeQuerySet = open_within_the_site(self).order_by("path")
        return found

    def with_open_calls(self) -> "SchemeQuerySet":
        """Have the ``open_call`` of each read at once."""
        calls = open_to_all(CallPage.objects.all())
        return self.prefetch_related(Prefetch("call", calls, to_attr="open_call"))

    def current(self) -> "SchemeQuerySet":
        """Return those of today: what is history is neither found nor computed."""
        return self.filter(is_archived=False)

    def archived(self) -> "SchemeQuerySet":
        return self.filter(is_archived=True)


@dataclass(frozen=True)
class SchemeChoice:
    """A scheme that was paid for: what an address calls it, its name, and its rows."""

    value: str
    label: str
    rows: Q


# An agreement with several beneficiaries is repeated, each time with its whole amount.
PARTS = Sum(F("amount") * F("share"), output_field=DecimalField(max_digits=20, decimal_places=2))


class SubventionQuerySet(QuerySet):
    """What was granted, by year of the agreement and by scheme."""

    def without_examples(self) -> "SubventionQuerySet":
        """Return the real ones: the schema has no way to say that a row is invented."""
        return self.filter(is_example=False)

    def by_year(self) -> list[dict[str, Any]]:
        """Return the years that have some, the last first, with their ``number`` and ``total``."""
        years = self.order_by().annotate(year=ExtractYear("signed_on")).values("year")
        return list(years.annotate(number=Count("pk"), total=PARTS).order_by("-year"))

    def edition(self) -> dict[str, Any]:
        """Return what tells these rows from those of before: their number, the last one, its day.

        Rows are never changed: those of a year are replaced.
        """
        return self.order_by().aggregate(
            number=Count("pk"), last=Max("pk"), published_on=Max("published_on")
        )

    def of_years(self, years: Iterable[int]) -> "SubventionQuerySet":
        return self.filter(signed_on__year__in=list(years))

    def scheme_choices(self) -> list[SchemeChoice]:
        """Return the schemes that have some, by name: pages of the site, and names of the file."""
        rows = self.order_by().values_list("scheme", "scheme__slug", "scheme__title", "scheme_name")
        found: dict[str, SchemeChoice] = {}
        for page, slug, title, name in rows.distinct():
            value = slug or slug_of(name)
            is_it = Q(scheme=page) if page else Q(scheme=None, scheme_name=name)
            if value in found:
                is_it |= found[value].rows
            if value:
                found[value] = SchemeChoice(value, title or name, is_it)
        return sorted(found.values(), key=lambda choice: slug_of(choice.label))

    def total(self) -> Decimal:
        """Return the sum of the parts of all beneficiaries, in euros."""
        found: Decimal = self.aggregate(total=PARTS)["total"] or Decimal(0)
        return found.quantize(Decimal("0.01"))
