"""What managers read first of a sheet, from its row alone: no query but what waits for the team."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from directory.cards import state_of
from directory.completeness import criteria_about
from directory.hours import closed_today, open_on, state_at
from directory.models import PlacePage
from normandie.espace.sheet.subjects import Subject, subject_about
from normandie.espace.sheet.waiting import waiting_of

SHOWN = 3  # things to mend, on the home of a place: the rest is on the page of the sheet


@dataclass(frozen=True)
class ToMend:
    """Something that the sheet lacks, and the page that mends it."""

    advice: str
    subject: Subject


def to_mend(place: PlacePage) -> list[ToMend]:
    """Return what *place* lacks, the most useful first, as it was when it was last saved."""
    return [
        ToMend(criterion.advice, subject_about(criterion.about[0]))
        for criterion in criteria_about(place.card.get("missing", []))
    ]


def hours_now(place: PlacePage) -> dict[str, str]:
    """Return the badge of the hours of *place* at this moment."""
    return state_of(state_at(place.hours, timezone.localtime()))


def sheet_section(place: PlacePage, user: Any) -> dict[str, Any]:
    """Return what « Ma fiche » shows on the home of *place*. One query."""
    today = timezone.localdate()
    closure = closed_today(place.hours, today)
    missing = to_mend(place)
    is_open = open_on(place.hours, today) is True
    return {
        "state": hours_now(place),
        "closure": closure,
        # Where it is closed anyway, or nobody reads the sheet, there is nothing to announce.
        "may_close": place.live and closure is None and is_open,
        "waiting": waiting_of(place),
        "missing": missing[:SHOWN],
        "more": max(0, len(missing) - SHOWN),
        "may_confirm": place.live and not (place.verified_here and place.verified_on == today),
    }
