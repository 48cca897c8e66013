"""When every place is open, which changes by the minute: apart from the GeoJSON."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from core.pages.files import WrittenFile, json_file
from directory.caches import directory_cache
from directory.cards import MOVES
from directory.hours import day_line, state_at
from directory.models import PlacePage
from directory.rounds import passages_in, say_day
from directory.search.rounds import rounds

DAY = "day"  # where a state is not told, but the hours of a day that is chosen

Stops = Sequence[Mapping[str, Any]]
Told = tuple[str, str]  # kind and label of a state
MOVING: Told = (MOVES["kind"], MOVES["label"])


def openings_file(moment: datetime) -> WrittenFile:
    """Return the states at *moment* (aware), kept for the minute."""
    minute = moment.replace(second=0, microsecond=0)

    def told(hours: str) -> Told:
        state = state_at(hours, minute)
        return state.kind.value, state.label

    return directory_cache.get_or_compute(
        "map-openings", minute, lambda: json_file(_openings(told, lambda stops: MOVING))
    )


def day_file(day: date) -> WrittenFile:
    """Return the hours of *day*, as the cards of a list say them where it is chosen."""

    def told(hours: str) -> Told:
        return DAY, day_line(hours, day)

    def told_of_round(stops: Stops) -> Told:
        return (DAY, say_day(passages_in(stops, day, day), day)) if stops else MOVING

    return directory_cache.get_or_compute(
        "map-day", day, lambda: json_file(_openings(told, told_of_round))
    )


def _openings(
    told: Callable[[str], Told], told_of_round: Callable[[Stops], Told]
) -> dict[str, Any]:
    """Return what is told of the hours, and the index of its own for each id of a place.

    One query; each text of hours is evaluated once, however many places
    share it.
    """
    states: dict[tuple[str, str], int] = {}
    of_text: dict[str, int] = {}
    places: dict[str, int] = {}
    found = rounds.get()
    for pk, hours in PlacePage.objects.published().order_by("pk").values_list("pk", "hours"):
        if pk in found.moving:
            told_there = told_of_round(found.stops.get(pk, ()))
            places[str(pk)] = states.setdefault(told_there, len(states))
            continue
        if hours not in of_text:
            of_text[hours] = states.setdefault(told(hours), len(states))
        places[str(pk)] = of_text[hours]
    named = [{"kind": kind, "label": label} for kind, label in states]
    return {"states": named, "places": places}
