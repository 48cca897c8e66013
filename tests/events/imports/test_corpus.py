"""Calendars as programs write them, each with its right reading: see ``calendars/``.

An entry of « [[calendar]] » is the lines of its events (« --- » between two, « === » between two
calendars), under the head and with the lines that the program of its file always writes. ``gives``
is when people come, ``says`` part of a warning, ``refused`` part of the reason.
"""

import json
import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from events.recurrence import BadRule, Series, end_of
from events.sources import Item, Source, Unreadable, read_events

FILES = sorted(Path(__file__).with_name("calendars").glob("*.toml"))
UNTIL = date(2028, 1, 31)
AGENDA_EVENT = {
    "uid": 4217,
    "title": {"fr": "Initiation à la tablette"},
    "description": {"fr": "Pour débuter."},
    "timings": [{"begin": "2027-01-05T14:00:00+01:00", "end": "2027-01-05T16:00:00+01:00"}],
    "state": 2,
}


def entries() -> list[Any]:
    found = []
    for path in FILES:
        content = tomllib.loads(path.read_text("utf-8"))
        shared = {name: content.get(name, "") for name in ("head", "every_event")}
        for entry in content.get("calendar", []):
            whole = {**shared, **entry, "content": written(shared | entry)}
            found.append(pytest.param(whole, id=f"{path.stem}: {entry['name']}"))
        for entry in content.get("agenda", []):
            told = json.dumps({"events": [AGENDA_EVENT | entry["event"]]}).encode()
            found.append(
                pytest.param({**entry, "content": told}, id=f"{path.stem}: {entry['name']}")
            )
    return found


def written(entry: dict[str, Any]) -> bytes:
    """Return the file that *entry* describes."""
    lines: list[str] = []
    for calendar in entry["events"].split("==="):
        lines += ["BEGIN:VCALENDAR", "VERSION:2.0", *entry["head"].strip().splitlines()]
        for event in filter(str.strip, calendar.split("---")):
            own = event.strip("\n").split("\n")
            lines += ["BEGIN:VEVENT", *entry["every_event"].split("\n"), *own, "END:VEVENT"]
        lines.append("END:VCALENDAR")
    end = entry.get("line_end", "\r\n")
    encoded = [
        line.encode(entry.get("encoding", "utf-8").removesuffix("-sig")) for line in lines if line
    ]
    at, fold = entry.get("fold_at", 75), entry.get("fold", "\r\n ").encode()
    folded = [fold.join(line[n : n + at] for n in range(0, len(line), at)) for line in encoded]
    content = b"".join(line + end.encode() for line in folded)
    mark = b"\xef\xbb\xbf" if entry.get("encoding") == "utf-8-sig" else b""
    return (mark + content)[: len(content) - entry["cut"] if "cut" in entry else None]


def read(content: bytes) -> Source:
    """Read *content*; a file that is refused as a whole counts as one event that is."""
    try:
        return read_events(content)
    except Unreadable as reason:
        return Source([("", reason)])


def items(source: Source) -> list[Item]:
    return [item for _, found in source.events if isinstance(found, list) for item in found]


def dates(item: Item) -> list[tuple[datetime, datetime, str]]:
    """When people come, as ``EventPage`` and what is said of its dates make it."""
    fields = item.fields
    series = Series(
        first=datetime.combine(fields["starts_on"], fields["start_time"]),
        end_time=fields["end_time"],
        rule=fields["rule"],
        added=frozenset(map(date.fromisoformat, fields["added_dates"])),
        excluded=frozenset(map(date.fromisoformat, fields["excluded_dates"])),
    )
    found = []
    for start in series.starts(UNTIL):
        told = item.dates.get(start)
        end = told.end if told and told.end else end_of(start, series.end_time)
        status = (told.status if told else "") or item.state
        found.append((told.start if told and told.start else start, end, status))
    return found


def said(when: tuple[datetime, datetime, str]) -> str:
    start, end, status = when
    assert timedelta(0) < end - start < timedelta(hours=24)
    return f"{start:%d/%m %H:%M}-{end:%H:%M} {status}".strip()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("entry", entries())
def test_a_calendar_is_read_as_the_people_who_wrote_it_mean_it(entry: dict[str, Any]) -> None:
    source = read(entry["content"])
    refusals = [str(found) for _, found in source.events if isinstance(found, Unreadable)]
    if "refused" in entry:
        assert len(refusals) == entry.get("number", 1)
        assert all(entry["refused"] in plain(reason) for reason in refusals)
        return
    assert refusals == []
    told = items(source)
    assert source.is_whole != (entry.get("partial") or entry.get("cancels") or False)
    assert [plain(notice) for notice in source.warnings] == [*filter(None, [entry.get("notice")])]
    if entry.get("cancels"):
        assert [(item.only_states, item.state) for item in told] == [(True, "annule")]
        return
    if entry.get("unreadable_rule"):
        with pytest.raises(BadRule):
            dates(told[0])
        return
    found = sorted(when for item in told for when in dates(item))
    assert ", ".join(map(said, found)).replace("annule", "annulé") == entry["gives"]
    warnings = [plain(warning) for item in told for warning in item.warnings]
    assert bool(warnings) == ("says" in entry), warnings
    assert entry.get("says", "") in " ".join(warnings)
    texts = {name: told[0].fields[name] for name in ("title", "body") if name in entry}
    assert texts == {name: entry[name] for name in texts}
    assert "text" not in entry or told[0].fields["summary"] == entry["text"]


def test_the_corpus_is_large_and_no_entry_says_nothing() -> None:
    found = [entry.values[0] for entry in entries()]
    expected = {"gives", "refused", "cancels", "unreadable_rule"}
    assert len(found) >= 100
    assert all(expected & set(entry) for entry in found)
    assert len({re.sub(r"\s", "", entry["name"]) for entry in found}) > 95
