"""Dates told one by one, as series of ours: one for each pair of clock times."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time

from .item import DateOverride, Item, clock_fields, iso

Timing = tuple[datetime, datetime]  # naive local time


def items_of(
    timings: Iterable[Timing], told: Item, states: Mapping[datetime, str] | None = None
) -> Iterator[Item]:
    """Yield *told* once for each pair of clock times of *timings*: « 10 h et 14 h » are two series.

    Args:
        timings: starts and ends.
        told: what the dates share.
        states: of single dates, by their start, where the source says any.
    """
    states = states or {}
    for starts in _by_clock(timings):
        first, end = starts[0]
        yield replace(
            told,
            fields=told.fields
            | {
                "starts_on": first.date(),
                **clock_fields(first, end),
                "rule": "",
                "added_dates": iso(start.date() for start, _ in starts[1:]),
                "excluded_dates": [],
            },
            dates={start: DateOverride(states[start]) for start, _ in starts if start in states},
        )


def _by_clock(timings: Iterable[Timing]) -> list[list[Timing]]:
    """Gather the timings that have the same clock times, each group in the order of its days."""
    groups: dict[tuple[time, time], list[Timing]] = defaultdict(list)
    for start, end in timings:
        groups[start.time(), end.time()].append((start, end))
    return [sorted(group) for _, group in sorted(groups.items())]
