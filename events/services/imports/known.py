"""Which events of ours are those that a source tells, by its identifiers and clock times."""

import re
from collections.abc import Sequence

from events.models import EventPage
from events.sources import Item

# What follows the identifier of the source, where one event of it makes several of ours: the start.
CLOCK = re.compile(r"#\d{4}(?:-\d{4})?")


def known_as(uid: str) -> list[EventPage]:
    """Return the events of ours that *uid* makes, whatever their place."""
    if not uid:
        return []
    found = EventPage.objects.filter(uid__startswith=uid).order_by("pk")
    return [each for each in found if _is_of(each.uid, uid)]


def _is_of(own: str, uid: str) -> bool:
    return own == uid or (own.startswith(uid) and bool(CLOCK.fullmatch(own[len(uid) :])))


def pair(items: Sequence[Item], known: Sequence[EventPage]) -> list[EventPage | None]:
    """Return, for each of *items*, the event of ours that it brings up to date, if any.

    They have the same clock times, else the same start; one item and one event that are left are
    the same, at another hour.
    """
    left = list(known)
    found: list[EventPage | None] = [None] * len(items)
    for times in (("start_time", "end_time"), ("start_time",)):
        for number, item in enumerate(items):
            same = (each for each in left if _same(each, item, times))
            if found[number] is None and (event := next(same, None)):
                found[number] = event
                left.remove(event)
    alone = [number for number, event in enumerate(found) if event is None]
    if len(alone) == 1 and len(left) == 1:
        found[alone[0]] = left[0]
    return found


def _same(event: EventPage, item: Item, times: Sequence[str]) -> bool:
    return all(getattr(event, name) == item.fields.get(name) for name in times)


def free_uid(item: Item) -> str:
    """Return an identifier for a new event of *item*: that of the source, with its hours if taken.

    Never a rank: when the morning goes, the afternoon stays what it was.
    """
    start, end = item.fields["start_time"], item.fields["end_time"]
    candidates = (item.uid, f"{item.uid}#{start:%H%M}", f"{item.uid}#{start:%H%M}-{end:%H%M}")
    taken = EventPage.objects.filter(uid__in=candidates).values_list("uid", flat=True)
    return next((each for each in candidates if each not in set(taken)), item.uid)
