"""The state of opening of every place, which changes by the minute: apart from the GeoJSON."""

from datetime import datetime
from typing import Any

from core.pages.files import WrittenFile, json_file
from directory.caches import directory_cache
from directory.hours import state_at
from directory.models import PlacePage


def openings_file(moment: datetime) -> WrittenFile:
    """Return the states at *moment* (aware), kept for the minute."""
    minute = moment.replace(second=0, microsecond=0)
    return directory_cache.get_or_compute(
        "map-openings", minute, lambda: json_file(_openings(minute))
    )


def _openings(moment: datetime) -> dict[str, Any]:
    """Return the states that occur, and the index of its own for each id of a place.

    One query; each text of hours is evaluated once, however many places share it.
    """
    states: dict[tuple[str, str], int] = {}
    of_text: dict[str, int] = {}
    places: dict[str, int] = {}
    for pk, hours in PlacePage.objects.published().order_by("pk").values_list("pk", "hours"):
        if hours not in of_text:
            state = state_at(hours, moment)
            key = state.kind.value, state.label
            of_text[hours] = states.setdefault(key, len(states))
        places[str(pk)] = of_text[hours]
    named = [{"kind": kind, "label": label} for kind, label in states]
    return {"states": named, "places": places}
