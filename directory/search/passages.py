"""When the places that move pass near somewhere, day by day: what the agenda is asked for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from core.listing.addresses import address
from directory.hours import DayPart
from directory.models import PlacePage
from directory.rounds import Passage, lasting_stops, passages_in

from .near import Near, NearPlaces
from .rounds import rounds, whereabouts

ROUTE = "passages/"  # below the address of the directory
AHEAD = timedelta(days=13)  # from today, where no day is asked: two weeks
MOST = 200  # passages of one page


@dataclass(frozen=True)
class PlacePassage:
    """A passage of a place, with what names it."""

    passage: Passage
    title: str
    slug: str
    is_example: bool


def passages_near(
    near: Near,
    moment: datetime,
    first: date | None = None,
    last: date | None = None,
    part: DayPart | None = None,
) -> list[PlacePassage]:
    """Return the passages that are *near*, in their order, at most ``MOST``. One query, if any.

    Args:
        moment: that of the visit, local and aware: what is over is left out.
        first, last: the days asked, two weeks from today by default.
    """
    today = moment.date()
    begin = max(first or today, today)
    end = min(last or begin + AHEAD, begin + AHEAD)
    after = moment.time() if begin == today else time.min
    found = [
        (passage, place)
        for place, stops in rounds.get().stops.items()
        for passage in passages_in(_there(stops, near, today), begin, end, after=after, part=part)
    ]
    found.sort(key=lambda each: (each[0].day, each[0].stop["starts"], each[1]))
    return _named(found[:MOST])


def passages_url(base: str, near: Near | None = None) -> str:
    """Return where passages are told, *near* where there are; empty while no round is known.

    Args:
        base: address of the directory, with its final slash.
    """
    found = rounds.get()
    if not found.lasting():
        return ""
    is_near = near is not None and near.centre and found.distances(near.centre, near)
    pairs = NearPlaces().query_pairs(near) if near and is_near else []
    return address(f"{base}{ROUTE}", pairs)


def _there(stops: Any, near: Near, today: date) -> list[Mapping[str, Any]]:
    lasting = lasting_stops(stops, today)
    return [stop for stop in lasting if near.holds(whereabouts(stop))]


def _named(found: list[tuple[Passage, int]]) -> list[PlacePassage]:
    if not found:
        return []
    places = PlacePage.objects.filter(pk__in={place for _, place in found}).order_by()
    names = {pk: names for pk, *names in places.values_list("pk", "title", "slug", "is_example")}
    return [PlacePassage(passage, *names[place]) for passage, place in found if place in names]
