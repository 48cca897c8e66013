"""From what is asked to the places: filters, opening, order."""

from datetime import datetime

from django.utils import timezone

from directory.hours import (
    StateKind,
    open_in_free_time,
    open_today,
    opens_later,
    state_at,
)
from directory.models import PlacePage
from directory.querysets import OpenHours, PlaceQuerySet

from . import facets
from .criteria import Criteria, Opening
from .needs import answering

AT_MOMENT = {
    Opening.LATER: opens_later,
    Opening.TODAY: open_today,
    Opening.FREE_TIME: open_in_free_time,
}


def find(criteria: Criteria, moment: datetime | None = None) -> PlaceQuerySet:
    """Return the published places that fit *criteria*, in the order asked.

    Args:
        criteria: what is asked; its page is not applied.
        moment: aware; when « maintenant » is. Now by default.
    """
    places = facets.narrow(candidates(criteria, moment), criteria.filters)
    return in_order(places, criteria)


def candidates(criteria: Criteria, moment: datetime | None = None) -> PlaceQuerySet:
    """Return the places that fit all but the filters: words, need, point, opening."""
    places: PlaceQuerySet = PlacePage.objects.published().matching(criteria.text)
    if criteria.need:
        places = answering(places, criteria.need)
    if criteria.centre:
        centre = criteria.centre
        places = places.near(centre.latitude, centre.longitude, criteria.radius)
    if criteria.opening:
        if criteria.open_hours is None:
            criteria.open_hours = _open_hours(criteria.opening, moment or timezone.now())
        places = places.open_as(criteria.open_hours)
    return places


def in_order(places: PlaceQuerySet, criteria: Criteria) -> PlaceQuerySet:
    """Order *places*: those known to be open, then those sure to answer the need, come first."""
    keys = {
        "distance": ["distance", "sort_name", "pk"],
        "fraicheur": ["-verified_on", "sort_name", "pk"],
        "pertinence": ["-relevance", "sort_name", "pk"],
        "nom": ["sort_name", "pk"],
    }[criteria.order]
    first = ["hours_unknown"] if criteria.opening else []
    if criteria.need and not criteria.order_is_chosen:
        first.append("unsure")
    return places.order_by(*first, *keys)


def _open_hours(opening: Opening, moment: datetime) -> OpenHours:
    """Sort the hours of all places, once per distinct text: no database knows French holidays."""
    texts = PlacePage.objects.published().order_by().values_list("hours", flat=True).distinct()
    answers = {text: _is_open(text, opening, moment) for text in texts}
    return OpenHours(
        known=frozenset(text for text, is_open in answers.items() if is_open),
        unknown=frozenset(text for text, is_open in answers.items() if is_open is None),
    )


def _is_open(text: str, opening: Opening, moment: datetime) -> bool | None:
    """Say whether the hours *text* fits the opening asked; None when that is not known."""
    if chosen := opening.chosen:
        return chosen.suits(text)
    if opening.when != Opening.NOW:
        return AT_MOMENT[opening.when](text, moment)
    state = state_at(text, moment)
    return None if state.kind is StateKind.UNKNOWN else state.kind is StateKind.OPEN
