"""Places that move, and their stops, for the tests."""

from datetime import date, time
from typing import Any

from directory.models import Commune, PlacePage, Stop, Vocabulary
from tests.factories import PlacePageFactory

MOVES = (Vocabulary.MOBILITY, "Itinérant")
STAYS = (Vocabulary.MOBILITY, "Fixe")
TUESDAY = 1


def stop(commune: Commune, *, hours: tuple[str, str] = ("09:00", "12:00"), **fields: Any) -> Stop:
    """Return a stop in *commune*, each Tuesday morning unless *fields* say otherwise."""
    starts_at, ends_at = map(time.fromisoformat, hours)
    if isinstance(fields.get("date"), date):
        fields |= {"rhythm": Stop.Rhythm.DATE, "weekday": None}
    return Stop(
        **{"rhythm": Stop.Rhythm.WEEKLY, "weekday": TUESDAY, "commune": commune} | fields,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def bus(*stops: Stop, terms: tuple[Any, ...] = (MOVES,), **fields: Any) -> PlacePage:
    """Return a published place that moves; its office is in Caen, as any place of the factory."""
    fields = {"title": "Le bus", "slug": "le-bus", "hours": ""} | fields
    place = PlacePageFactory(terms=list(terms), **fields)
    place.stops = list(stops)
    place.save()
    return place
