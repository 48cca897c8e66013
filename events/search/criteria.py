"""What is asked of the agenda, read from an address that anyone may have typed.

Nothing here fails: what cannot be understood is left out, and said in ``Criteria.notices``.
"""

from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils import timezone

from directory.models import PlacePage
from directory.search.asked import (
    MAX_VALUES,
    Asked,
    clean_text,
    read_around,
    read_filters,
    read_page,
)
from events.querysets import directory_is_open

from .facets import FACETS, choices
from .periods import FURTHEST, MOMENTS, Period, period_named, read_day, read_month

DATES = "dates"  # the choice « quand » of the dates in « du » and « au »


@dataclass
class Criteria(Asked):
    """What a visitor asks for: some days, or a ``month`` (its first day) as a calendar.

    With several ``places``, a date must be at one of them.
    """

    period: Period | None = None
    month: date | None = None
    places: list[PlacePage] = field(default_factory=list)


def read(params: QueryDict) -> Criteria:
    """Read the query string of the agenda or of one of its feeds."""
    criteria = Criteria(choices=choices())
    read_around(params, criteria)
    today = timezone.localdate()
    criteria.period = _read_moment(params, criteria, today) or _read_dates(params, criteria, today)
    if criteria.period is None:
        criteria.month = _read_month(params, criteria, today)
    criteria.places = _read_places(params, criteria)
    read_filters(params, criteria, [facet.param for facet in FACETS])
    criteria.page = read_page(params, criteria)
    return criteria


def _read_moment(params: QueryDict, criteria: Criteria, today: date) -> Period | None:
    typed = clean_text(params.get("quand", ""))
    if typed in MOMENTS:
        return period_named(typed, today)
    if typed and typed != DATES:
        criteria.notices.append(
            f"Le moment «\u00a0{typed}\u00a0» n’existe pas\u00a0: il est ignoré."
        )
    return None


def _read_dates(params: QueryDict, criteria: Criteria, today: date) -> Period | None:
    """Read « du » and « au »; one of them is enough."""
    typed = [clean_text(params.get(name, "")) for name in ("du", "au")]
    if not any(typed):
        return None
    days = [read_day(text) for text in typed]
    if any(text and day is None for text, day in zip(typed, days, strict=True)):
        criteria.notices.append("Ces dates n’ont pas pu être lues\u00a0: elles sont ignorées.")
        return None
    first, last = days[0] or today, days[1]
    if last and days[0] and first > last:
        first, last = last, first
    if last and last < today:
        criteria.notices.append(
            "Ces dates sont passées\u00a0: voici celles à venir. Les dates passées ont leur page."
        )
        return None
    if first > today + FURTHEST:
        criteria.notices.append("Ces dates sont trop lointaines\u00a0: elles sont ignorées.")
        return None
    return Period(max(first, today), last and min(last, today + FURTHEST))


def _read_month(params: QueryDict, criteria: Criteria, today: date) -> date | None:
    typed = clean_text(params.get("mois", ""))
    if not typed:
        return None
    month = read_month(typed)
    if month is None or month > today + FURTHEST:
        criteria.notices.append("Ce mois n’a pas pu être lu, ou il est trop lointain.")
        return None
    if month < today.replace(day=1):
        criteria.notices.append("Ce mois est passé\u00a0: voici le mois en cours.")
    return max(month, today.replace(day=1))


def _read_places(params: QueryDict, criteria: Criteria) -> list[PlacePage]:
    typed = list(dict.fromkeys(filter(None, map(clean_text, params.getlist("lieu")))))
    if not typed:
        return []
    slugs = typed[:MAX_VALUES]
    places = PlacePage.objects.published().filter(directory_is_open(), slug__in=slugs)
    found = {place.slug: place for place in places}
    for slug in slugs:
        if slug not in found:
            criteria.notices.append(
                f"Nous ne connaissons pas de lieu «\u00a0{slug}\u00a0»\u00a0: il est ignoré."
            )
    if len(typed) > MAX_VALUES:
        criteria.notices.append(
            f"Vous avez choisi plus de {MAX_VALUES} lieux\u00a0: seuls les {MAX_VALUES} premiers "
            "comptent."
        )
    if not found:
        criteria.ignored.add("lieu")
    return [found[slug] for slug in slugs if slug in found]
