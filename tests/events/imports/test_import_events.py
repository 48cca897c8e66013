"""Events of other sites: taken once, refused one by one, never trusted."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.html import strip_tags

from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.imports import EventReport, fetch, import_events
from events.sources import MOST_BYTES, MOST_ITEMS, Unreadable
from events.sources.texts import BODY_LENGTH
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db
Status = Occurrence.Status


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def stamp(ahead: int, clock: str) -> str:
    return f"{day(ahead):%Y%m%d}T{clock}00"


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ailleurs//FR\r\n{body}END:VCALENDAR\r\n"
    return text.replace("\n", "\r\n").replace("\r\r\n", "\r\n").encode()


def weekly(**lines: str) -> str:
    told = {
        "UID": "serie-1@ailleurs.example",
        "SUMMARY": "Café numérique",
        "DESCRIPTION": "On boit un café\\, on apprend.",
        "DTSTART;TZID=Europe/Paris": stamp(7, "1800"),
        "DTEND;TZID=Europe/Paris": stamp(7, "2000"),
        "RRULE": "FREQ=WEEKLY;COUNT=4",
    } | {name.replace("__", ";TZID=Europe/Paris"): value for name, value in lines.items()}
    return "\n".join(f"{name}:{value}" for name, value in told.items() if value)


def agenda_json(**fields: object) -> bytes:
    event = {
        "uid": 4217,
        "title": {"fr": "Initiation à la tablette"},
        "description": {"fr": "Pour débuter."},
        "timings": [
            {"begin": f"{day(7)}T10:00:00+01:00", "end": f"{day(7)}T12:00:00+01:00"},
        ],
    } | fields
    return json.dumps({"events": [event]}).encode()


@pytest.fixture(scope="module")
def the_place(made_once: Callable) -> PlacePage:
    return made_once(lambda: PlacePageFactory(slug="le-lieu"))


@pytest.fixture
def place(the_place: PlacePage, db: None) -> PlacePage:
    return PlacePage.objects.get(pk=the_place.pk)  # events are added under it


def bring(place: PlacePage, content: bytes, **options: object) -> EventReport:
    return import_events(place, content, **{"source": "essai", "publish": True} | options)


def test_a_long_text_is_cut_at_a_word_and_leaves_the_page_whole(place: PlacePage) -> None:
    text = f"{'mot ' * 100}& fin\n" * 40

    bring(place, agenda_json(longDescription={"fr": text}, title={"fr": "L’œuvre"}))

    event = EventPage.objects.get()
    assert event.slug == "l-oeuvre"
    body = event.body
    assert re.fullmatch(r"(<p>([^<>&]|&amp;)+</p>)+", body)
    assert body.count("fin") > 20
    assert body.endswith("…</p>")
    assert len(unescape(strip_tags(body))) <= BODY_LENGTH


def test_a_series_of_a_calendar_becomes_an_event_with_its_dates(place: PlacePage) -> None:
    report = bring(place, calendar(weekly()))

    assert report.created == ["Café numérique"]
    event = EventPage.objects.get()
    assert event.live
    assert event.place == place
    assert event.summary == "On boit un café, on apprend."
    starts = [from_moment(start) for start in event.occurrences.values_list("starts_at", flat=True)]
    assert [start.date() for start in starts] == [day(7), day(14), day(21), day(28)]
    assert {start.hour for start in starts} == {18}


@pytest.mark.parametrize(("until", "last"), [("200000Z", 28), ("080000Z", 27)])
def test_a_series_that_ends_at_some_moment_is_kept_to_the_end_of_a_day(
    place: PlacePage, until: str, last: int
) -> None:
    bring(place, calendar(weekly(RRULE=f"FREQ=WEEKLY;UNTIL={day(28):%Y%m%d}T{until}")))

    event = EventPage.objects.get()
    assert event.rule == f"FREQ=WEEKLY;UNTIL={day(last):%Y%m%d}T235959"
    assert event.occurrences.count() == (4 if last == 28 else 3)


def test_to_import_again_changes_nothing(place: PlacePage) -> None:
    bring(place, calendar(weekly()))
    before = list(Occurrence.objects.values())

    report = bring(place, calendar(weekly()))

    assert report == EventReport(unchanged=["Café numérique"])
    assert list(Occurrence.objects.values()) == before


def test_a_title_that_changes_there_changes_here_and_keeps_states(place: PlacePage) -> None:
    bring(place, calendar(weekly()))
    Occurrence.objects.filter(pk=Occurrence.objects.earliest("starts_at").pk).update(
        status=Status.FULL
    )

    report = bring(place, calendar(weekly(SUMMARY="Goûter numérique")))

    assert report.updated == ["Goûter numérique"]
    assert EventPage.objects.get().title == "Goûter numérique"
    assert Occurrence.objects.earliest("starts_at").status == Status.FULL


def test_excluded_cancelled_and_moved_dates_are_told_apart(place: PlacePage) -> None:
    cancelled = (
        f"UID:serie-1@ailleurs.example\nRECURRENCE-ID;TZID=Europe/Paris:{stamp(14, '1800')}\n"
        f"DTSTART;TZID=Europe/Paris:{stamp(14, '1800')}\nSTATUS:CANCELLED"
    )
    moved = (
        f"UID:serie-1@ailleurs.example\nRECURRENCE-ID;TZID=Europe/Paris:{stamp(21, '1800')}\n"
        f"DTSTART;TZID=Europe/Paris:{stamp(22, '1900')}\n"
        f"DTEND;TZID=Europe/Paris:{stamp(22, '2000')}"
    )

    bring(place, calendar(weekly(EXDATE__=stamp(28, "1800")), cancelled, moved))

    told = [
        (from_moment(each.starts_at).strftime("%Y%m%dT%H%M%S"), each.status)
        for each in Occurrence.objects.order_by("starts_at")
    ]
    assert told == [
        (stamp(7, "1800"), Status.SCHEDULED),
        (stamp(14, "1800"), Status.CANCELLED),
        (stamp(22, "1900"), Status.SCHEDULED),
    ]
    assert (
        bring(place, calendar(weekly(EXDATE__=stamp(28, "1800")), cancelled, moved)).updated == []
    )


def test_a_date_moved_to_last_longer_than_a_day_stays_where_it_was(place: PlacePage) -> None:
    moved = (
        f"UID:serie-1@ailleurs.example\nRECURRENCE-ID;TZID=Europe/Paris:{stamp(7, '1800')}\n"
        f"DTSTART;TZID=Europe/Paris:{stamp(8, '1900')}\n"
        f"DTEND;TZID=Europe/Paris:{stamp(11, '2000')}"
    )

    bring(place, calendar(weekly(), moved))

    first = Occurrence.objects.earliest("starts_at")
    assert from_moment(first.starts_at).strftime("%Y%m%dT%H%M%S") == stamp(7, "1800")


def test_drafts_wait_for_the_team_unless_told_to_publish(place: PlacePage) -> None:
    bring(place, calendar(weekly()), publish=False)

    assert not EventPage.objects.get().live
    assert Occurrence.objects.count() == 0


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ({"SUMMARY": ""}, "pas de titre"),
        ({"RRULE": "FREQ=SECONDLY"}, "ne peut pas être lue"),
        ({"RRULE": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, "aucune date"),
        ({"RRULE": "FREQ=YEARLY;INTERVAL=0;BYMONTH=2;BYMONTHDAY=30"}, "ne peut pas être lue"),
        ({"DTEND;TZID=Europe/Paris": "20200101T100000"}, "finit avant"),
        ({"DTSTART;TZID=Europe/Paris": "", "DTSTART;VALUE=DATE": "20300101"}, "heure de début"),
        ({"DTSTART;TZID=Europe/Paris": "pas une date"}, "peut pas être lue|heure de début"),
        ({"UID": ""}, "UID"),
        (
            {
                "DTSTART;TZID=Europe/Paris": "20200101T100000",
                "DTEND;TZID=Europe/Paris": "20200101T110000",
            },
            "toutes ses dates sont passées",
        ),
    ],
)
def test_an_event_that_cannot_be_taken_is_refused_alone_with_its_reason(
    place: PlacePage, lines: dict[str, str], reason: str
) -> None:
    good = weekly(UID="autre@ailleurs.example", SUMMARY="Celui-ci va bien")

    report = bring(place, calendar(weekly(**lines), good))

    assert report.created == ["Celui-ci va bien"]
    (refusal,) = report.refused
    assert any(part in refusal.reason for part in reason.split("|"))


def test_nothing_of_the_markup_of_others_is_kept(place: PlacePage) -> None:
    hostile = (
        "<script>alert(1)</script><p>Bonjour</p><img src=x onerror=alert(1)>" + "<p>Suite</p>" * 60
    )

    bring(place, agenda_json(longDescription={"fr": hostile}))

    event = EventPage.objects.get()
    assert "<script" not in event.body
    assert "onerror" not in event.body
    assert "<p>Bonjour</p>" in event.body.replace("alert(1)", "")


def test_open_agenda_timings_make_one_event_for_each_clock_time(place: PlacePage) -> None:
    timings = [
        {"begin": f"{day(n)}T{hour}:00:00", "end": f"{day(n)}T{hour + 2}:00:00"}
        for n in (7, 9)
        for hour in (10, 14)
    ]

    bring(place, agenda_json(timings=timings, status=5, attendanceMode=1))

    assert sorted(EventPage.objects.values_list("uid", flat=True)) == ["4217", "4217#1400"]
    assert set(Occurrence.objects.values_list("status", flat=True)) == {Status.FULL}
    assert Occurrence.objects.count() == 4


def test_a_sign_before_the_conditions_of_open_agenda_stays(place: PlacePage) -> None:
    bring(place, agenda_json(conditions={"fr": "- 10 % pour les adhérents"}))

    assert EventPage.objects.get().price_note == "- 10 % pour les adhérents"


def test_an_event_of_another_place_is_not_taken_from_it(place: PlacePage) -> None:
    bring(place, calendar(weekly()))

    report = bring(PlacePageFactory(), calendar(weekly(SUMMARY="À moi")))

    assert "autre lieu" in report.refused[0].reason
    assert EventPage.objects.get().title == "Café numérique"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 5_000, b'{"events": 3}', b"x" * (MOST_BYTES + 1), b"\x00\xff"],
    ids=["empty", "half", "deep", "number", "large", "binary"],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(place: PlacePage, content: bytes) -> None:
    with pytest.raises(Unreadable):
        bring(place, content)

    assert EventPage.objects.count() == 0


def test_a_calendar_that_is_cut_short_brings_nothing(place: PlacePage) -> None:
    cut = calendar(weekly())[:120]

    with pytest.raises(Unreadable, match="peut pas être lu"):
        bring(place, cut)


def test_too_many_events_are_refused(place: PlacePage) -> None:
    many = [weekly(UID=f"{n}@ailleurs.example") for n in range(MOST_ITEMS + 1)]

    with pytest.raises(Unreadable, match=str(MOST_ITEMS)):
        bring(place, calendar(*many))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/a.ics", "http://10.0.0.1/", "webcal://localhost/a"]
)
def test_no_machine_of_a_private_network_is_asked(address: str) -> None:
    with pytest.raises(Unreadable, match="réseau privé"):
        fetch(address)


def test_the_command_tells_what_it_would_do_then_does_it(place: PlacePage, tmp_path: Path) -> None:
    file, report, said = tmp_path / "a.ics", tmp_path / "r.json", StringIO()
    file.write_bytes(calendar(weekly(), weekly(UID="b@ailleurs.example", SUMMARY="")))

    call_command("import_events", "le-lieu", str(file), "--dry-run", stdout=said)
    assert EventPage.objects.count() == 0

    call_command("import_events", "le-lieu", str(file), "--report", str(report), stdout=said)

    assert "Événements créés : 1." in said.getvalue()
    assert "b@ailleurs.example\u00a0: il n’a pas de titre" in said.getvalue()
    assert json.loads(report.read_text("utf-8"))["created"] == ["Café numérique"]


def test_the_command_says_which_place_or_file_is_missing(place: PlacePage) -> None:
    with pytest.raises(CommandError, match="ailleurs"):
        call_command("import_events", "ailleurs", "a.ics")
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("import_events", "le-lieu", "/absent/a.ics")
