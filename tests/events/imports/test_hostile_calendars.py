"""One event that cannot be taken costs no other, and no file takes the processor."""

import json
import time
from contextlib import suppress
from types import ModuleType

import pytest

from directory.models import PlacePage
from events.models import EventPage
from events.services.imports import import_events
from events.services.imports import run as imports_run
from events.sources import MOST_BYTES, Unreadable, calendar_rules, read_events
from tests.events.imports.test_import_events import agenda_json, bring, calendar, stamp, weekly
from tests.factories import PlacePageFactory

SECONDS = 2.0  # of processor
HEAD = f"UID:a\nSUMMARY:Atelier\nDTSTART;TZID=Europe/Paris:{stamp(7, '1800')}"
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Ailleurs/Chez moi\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n"
)


def events(text: str, number: int) -> bytes:
    return b"BEGIN:VCALENDAR\nVERSION:2.0\n" + (text * number).encode() + b"END:VCALENDAR\n"


FILES = {
    "19 000 empty events": events("BEGIN:VEVENT\nEND:VEVENT\n", 19_000),
    "nested events": events("BEGIN:VEVENT\n" * 12_000 + "END:VEVENT\n" * 12_000, 1),
    "as many exceptions as events": events(
        "BEGIN:VEVENT\nUID:a\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20300101T100000Z\n"
        "END:VEVENT\n",
        3_500,
    ),
    "exceptions of many of one name": events(f"BEGIN:VEVENT\n{HEAD}\nEND:VEVENT\n", 360)[:-15]
    + events("BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20300101T100000Z\nEND:VEVENT\n", 5_000)[28:],
    "one long line": calendar(f"{HEAD}\nDESCRIPTION:{'x' * 450_000}"),
    "one folded line": calendar(f"{HEAD}\nDESCRIPTION:{'x' + chr(10) + ' ' * 99_000}"),
    "short lines": calendar(HEAD + "\nX:1" * 90_000),
    "24 000 lines": calendar(HEAD + "\nX;ABCD=1:123456" * 24_000),
    "many categories": calendar(f"{HEAD}\nCATEGORIES:{'x,' * 220_000}x"),
    "many dates": calendar(f"{HEAD}\nEXDATE:{'20300101T100000Z,' * 27_000}20300101T100000Z"),
    "a rule of 100 000 days": calendar(f"{HEAD}\nRRULE:FREQ=WEEKLY;BYDAY={'MO,' * 100_000}MO"),
    "zones that change each second": events(
        ZONE + f"BEGIN:VEVENT\n{HEAD.replace('Europe/Paris', 'Ailleurs/Chez moi')}\nEND:VEVENT\n",
        300,
    ),
    "tags that nothing closes": calendar(f"{HEAD}\nDESCRIPTION:{'<a' * 200_000}"),
    "tags in tags": calendar(f"{HEAD}\nDESCRIPTION:{('<' * 49 + 'b' + '>' * 49) * 4_000}"),
    "comments that nothing closes": calendar(f"{HEAD}\nDESCRIPTION:{'<!--' * 100_000}"),
    "many empty objects": b"[" + b"{}," * 160_000 + b"{}]",
    "many dates of one object": json.dumps([{"uid": 1, "title": "x", "timings": [1] * 150_000}])
    .replace(" ", "")
    .encode(),
    "brackets": b"[" * MOST_BYTES,
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_any_file_is_read_or_refused_in_no_time(content: bytes) -> None:
    assert len(content) <= MOST_BYTES
    begun = time.process_time()
    with suppress(Unreadable):
        read_events(content)
    assert time.process_time() - begun < SECONDS


@pytest.fixture
def place(db: None) -> PlacePage:
    return PlacePageFactory(slug="le-lieu")


GOOD = {"UID": "bon@ailleurs.example", "SUMMARY": "Celui-ci va bien"}


@pytest.mark.parametrize(
    ("fields", "name", "reason"),
    [
        ({"uid": "\ud800"}, "Initiation à la tablette", "illisible"),
        ({"uid": "a\ud800😀"}, "Initiation à la tablette", "illisible"),
        ({"onlineAccessLink": "https://a.fr/\ud800😀", "attendanceMode": 2}, "", "illisible"),
        ({"uid": "a\x00b", "title": ""}, "a b", "titre"),
        ({"uid": "a\x00b"}, "Initiation à la tablette", "illisible"),
        ({"uid": "u" * 300}, "Initiation à la tablette", "255"),
        ({"onlineAccessLink": "https://a.fr/\ud800", "attendanceMode": 2}, "", "illisible"),
        ({"onlineAccessLink": "https://a.fr/\x00", "attendanceMode": 2}, "", "illisible"),
        ({"onlineAccessLink": "http://[", "attendanceMode": 2}, "", "URL"),
        ({"status": [6]}, "", "ne peut pas être lue"),
        ({"timings": [{"begin": [], "end": {}}]}, "", "ne peut pas être lue"),
    ],
)
def test_an_event_that_no_database_can_hold_costs_no_other(
    place: PlacePage, fields: dict, name: str, reason: str
) -> None:
    (bad,) = json.loads(agenda_json(**fields))["events"]
    (good,) = json.loads(agenda_json(uid="bon", title="Celui-ci va bien"))["events"]

    report = bring(place, json.dumps([bad, good]).encode())

    assert report.created == ["Celui-ci va bien"]
    (refusal,) = report.refused
    assert reason in refusal.reason
    assert name in str(refusal)
    str(refusal).encode()  # it can be said


def test_a_text_of_tags_that_nothing_closes_is_kept_as_text(place: PlacePage) -> None:
    text = "<x" + "<y" * 1000

    report = bring(place, calendar(weekly(DESCRIPTION=text)))

    assert report.created == ["Café numérique"]
    event = EventPage.objects.get()
    assert event.summary.startswith("<x<y<y")
    assert "<x" not in event.body


def test_a_zone_that_only_its_file_knows_is_refused_by_its_name(place: PlacePage) -> None:
    strange = weekly(UID="b@ailleurs.example").replace("Europe/Paris", "Ailleurs/Chez moi")
    content = calendar(strange, weekly(**GOOD)).replace(
        b"BEGIN:VEVENT", ZONE.encode() + b"BEGIN:VEVENT", 1
    )

    report = bring(place, content)

    assert report.created == ["Celui-ci va bien"]
    assert "«\u00a0Ailleurs/Chez moi\u00a0» n’est pas connu" in report.refused[0].reason


def test_the_names_that_windows_gives_to_zones_are_known(place: PlacePage) -> None:
    windows = weekly().replace("Europe/Paris", "Romance Standard Time")
    elsewhere = (
        "BEGIN:VTIMEZONE\r\nTZID:Romance Standard Time\r\nBEGIN:STANDARD\r\n"
        "DTSTART:16010101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )

    # What another calendar says of the name is that calendar's alone.
    assert bring(place, calendar(elsewhere + windows)).created == []
    assert bring(place, calendar(windows)).created == ["Café numérique"]


@pytest.mark.parametrize(
    ("module", "step"), [(calendar_rules, "with_whole_last_day"), (imports_run, "planned_moments")]
)
def test_an_error_that_nobody_foresaw_is_counted_and_logged_without_what_was_written(
    place: PlacePage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    module: ModuleType,
    step: str,
) -> None:
    whole = getattr(module, step)

    def failing(first: object, *rest: object) -> object:
        if "COUNT=5" in str(getattr(first, "rule", first)):
            raise LookupError("Café numérique")
        return whole(first, *rest)

    monkeypatch.setattr(module, step, failing)

    report = bring(place, calendar(weekly(RRULE="FREQ=WEEKLY;COUNT=5"), weekly(**GOOD)))

    assert report.created == ["Celui-ci va bien"]
    assert str(report.refused[0]).startswith("«\u00a0Café numérique\u00a0»\u00a0: une erreur impr")
    (said,) = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert "LookupError in" in said
    assert "Café" not in said
    assert not EventPage.objects.exclude(uid=GOOD["UID"]).exists()


def test_nothing_is_written_when_the_file_as_a_whole_is_refused(place: PlacePage) -> None:
    with pytest.raises(Unreadable, match="plus de 25000 lignes"):
        import_events(place, FILES["19 000 empty events"], source="essai")

    assert EventPage.objects.count() == 0
