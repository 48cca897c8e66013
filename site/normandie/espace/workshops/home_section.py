"""The next dates of a place, on its home: what is done most often is one tap away."""

from typing import Any

from directory.models import PlacePage

from .deeds import row_of
from .lists import coming_dates

SHOWN = 5


def next_dates_section(place: PlacePage, user: Any) -> dict[str, Any]:
    """Return the next dates, in one query."""
    return {
        "place": place,
        "dates": [row_of(each, title=each.event.title) for each in coming_dates(place)[:SHOWN]],
    }
