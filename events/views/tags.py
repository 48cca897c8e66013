"""What is asked of the agenda, each with the address that drops it, and what to drop."""

from dataclasses import replace
from typing import Any

from django.db.models import Count, Value
from django.utils.formats import number_format

from core.listing.addresses import Pairs, address, without
from directory.search.asked import RADII
from directory.views.finder import RESULTS
from events.models import Occurrence
from events.search.addresses import pairs, when_pairs
from events.search.criteria import Criteria
from events.search.labels import lasting_labels
from events.search.occurrences import find
from events.search.periods import month_name
from events.search.tallies import capped, told

NEAR = {"commune", "lat", "lon", "rayon"}


def active_tags(criteria: Criteria, base: str, asked: Pairs) -> list[dict[str, str]]:
    """Return the label and the removing address of each thing asked, in the order of the page."""
    tags = lasting_labels(criteria)
    if criteria.period:
        tags.insert(0, (criteria.period.label, when_pairs(criteria)))
    return [
        {"label": label, "url": address(base, without(asked, *removed))} for label, removed in tags
    ]


def said(number: int, *, more: bool = False) -> str:
    """Say a number of dates: « 1 date », « 12 dates », « plus de 2 000 dates »."""
    dates = f"{number_format(number, force_grouping=True)} date{'s' if number > 1 else ''}"
    return f"plus de {dates}" if more else dates


def drops(criteria: Criteria, base: str) -> list[dict[str, Any]]:
    """Return what to give up where no date fits, each with how many dates it would bring.

    What would bring none is left out; where no single one helps, all is to be given up at once.
    """
    found = []
    for label, each, number in _counted(_looser(criteria)):
        total, more = told(number)
        if total:
            label = f"{label} ({said(total, more=more)})"
            found.append({"label": label, "url": f"{address(base, pairs(each))}#{RESULTS}"})
    return found or [{"label": "Voir tout l’agenda", "url": f"{base}#{RESULTS}"}]


def _counted(looser: list[tuple[str, Criteria]]) -> list[tuple[str, Criteria, int]]:
    """Count, in one query, the dates that each looser criteria would bring."""
    counts = [
        Occurrence.objects.filter(pk__in=capped(find(each)).values("pk"))
        .order_by()
        .annotate(rank=Value(rank))
        .values("rank")
        .annotate(number=Count("pk"))
        for rank, (_, each) in enumerate(looser)
    ]
    if not counts:
        return []
    numbers = {row["rank"]: row["number"] for row in counts[0].union(*counts[1:], all=True)}
    return [(*each, numbers.get(rank, 0)) for rank, each in enumerate(looser)]


def _looser(criteria: Criteria) -> list[tuple[str, Criteria]]:
    """Return *criteria* with one thing given up, for each thing asked."""
    looser = []
    if criteria.period:
        label = f"Retirer «\u00a0{criteria.period.label}\u00a0»"
        looser.append((label, replace(criteria, period=None)))
    if criteria.month:
        label = f"Chercher au-delà de {month_name(criteria.month)}"
        looser.append((label, replace(criteria, month=None)))
    if criteria.centre and criteria.radius < RADII[-1]:
        label = f"Chercher jusqu’à {RADII[-1]}\u00a0km"
        looser.append((label, replace(criteria, radius=RADII[-1])))
    if criteria.centre:
        looser.append(("Chercher dans toute la région", replace(criteria, centre=None)))
    if criteria.places:
        names = ", ".join(place.title for place in criteria.places)
        looser.append((f"Retirer «\u00a0{names}\u00a0»", replace(criteria, places=[])))
    for param, values in criteria.filters.items():
        filters = {name: kept for name, kept in criteria.filters.items() if name != param}
        names = ", ".join(criteria.choices[param][value] for value in values)
        looser.append((f"Retirer «\u00a0{names}\u00a0»", replace(criteria, filters=filters)))
    return looser
