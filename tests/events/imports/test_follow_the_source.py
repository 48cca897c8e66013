"""What the source changes, cancels or no longer holds; what was said here by hand stays."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.occurrences import put_off, set_status
from tests.events.imports.test_import_events import agenda_json, bring, calendar, day, stamp, weekly
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db
Status = Occurrence.Status
ZONE = ";TZID=Europe/Paris"


@pytest.fixture(scope="module")
def the_place(made_once: Callable) -> PlacePage:
    return made_once(lambda: PlacePageFactory(slug="le-lieu"))


@pytest.fixture
def place(the_place: PlacePage, db: None) -> PlacePage:
    return PlacePage.objects.get(pk=the_place.pk)


def exception(original: str, **lines: str) -> str:
    told = {f"RECURRENCE-ID{ZONE}": original, f"DTSTART{ZONE}": original, "SUMMARY": ""}
    return weekly(RRULE="", **{f"DTEND{ZONE}": "", "DURATION": "PT2H"} | told | lines)


def statuses() -> list[str]:
    return list(Occurrence.objects.order_by("original_start").values_list("status", flat=True))


def starts() -> list[str]:
    found = Occurrence.objects.order_by("starts_at").values_list("starts_at", flat=True)
    return [f"{from_moment(start):%Y%m%dT%H%M%S}" for start in found]


def message(*events: str) -> bytes:
    return calendar(*events).replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL")


def test_a_series_that_is_cancelled_is_cancelled_on_each_date(place: PlacePage) -> None:
    bring(place, calendar(weekly(STATUS="CANCELLED")))

    assert statuses() == [Status.CANCELLED] * 4


def test_what_is_cancelled_there_then_planned_again_is_planned_again_here(place: PlacePage) -> None:
    bring(place, calendar(weekly()))
    by_hand = Occurrence.objects.earliest("starts_at")
    set_status(by_hand, Status.CANCELLED, "Panne de chauffage")
    bring(place, calendar(weekly(STATUS="CANCELLED")))

    report = bring(place, calendar(weekly()))

    assert statuses() == [Status.CANCELLED] + [Status.SCHEDULED] * 3
    assert report.updated == ["Café numérique"]


def test_a_date_put_elsewhere_there_comes_back_but_not_one_put_elsewhere_here(
    place: PlacePage,
) -> None:
    moved = exception(stamp(14, "1800"), **{f"DTSTART{ZONE}": stamp(15, "1900")})
    bring(place, calendar(weekly(), moved))
    last = Occurrence.objects.latest("starts_at")
    put_off(last, last.starts_at + timedelta(hours=1), last.ends_at + timedelta(hours=1))
    assert starts()[1:] == [stamp(15, "1900"), stamp(21, "1800"), stamp(28, "1900")]

    bring(place, calendar(weekly()))

    assert starts()[1:] == [stamp(14, "1800"), stamp(21, "1800"), stamp(28, "1900")]


def test_a_message_cancels_the_event_that_it_names_and_no_other(place: PlacePage) -> None:
    bring(place, calendar(weekly(), weekly(UID="b@ailleurs.example", SUMMARY="Autre")))

    report = bring(place, message(weekly(RRULE="", STATUS="CANCELLED", SUMMARY="")))

    cancelled = Occurrence.objects.filter(status=Status.CANCELLED)
    assert {each.event.title for each in cancelled} == {"Café numérique"}
    assert (cancelled.count(), report.missing) == (4, [])
    assert EventPage.objects.get(uid="serie-1@ailleurs.example").rule == "FREQ=WEEKLY;COUNT=4"


def test_a_message_cancels_one_date_and_is_refused_where_nothing_is_known(place: PlacePage) -> None:
    content = message(exception(stamp(14, "1800"), STATUS="CANCELLED"))

    assert "n’est pas connu ici" in bring(place, content).refused[0].reason

    bring(place, calendar(weekly()))
    bring(place, content)
    assert statuses() == [Status.SCHEDULED, Status.CANCELLED, Status.SCHEDULED, Status.SCHEDULED]


def test_dates_without_their_series_are_made_or_change_the_series_that_we_have(
    place: PlacePage,
) -> None:
    alone = calendar(
        exception(stamp(14, "1800"), SUMMARY="Café numérique", STATUS="CANCELLED"),
        exception(stamp(21, "1800"), SUMMARY="Café numérique"),
    )

    report = bring(place, alone)

    assert starts() == [stamp(14, "1800"), stamp(21, "1800")]
    assert statuses() == [Status.CANCELLED, Status.SCHEDULED]
    assert "sa série manque" in report.warnings[0].reason

    bring(place, calendar(weekly()))
    assert statuses() == [Status.SCHEDULED] * 4
    bring(place, alone)
    assert EventPage.objects.get().rule
    assert statuses() == [Status.SCHEDULED, Status.CANCELLED, Status.SCHEDULED, Status.SCHEDULED]


def test_what_the_source_no_longer_holds_is_cancelled_and_said(place: PlacePage) -> None:
    other = weekly(UID="b@ailleurs.example", SUMMARY="Autre")
    bring(place, calendar(weekly(), other))

    report = bring(place, calendar(other))

    assert str(report.missing[0]) == (
        "«\u00a0Café numérique\u00a0»\u00a0: il n’est plus à la source. Dates annulées\u00a0: 4"
    )
    gone = Occurrence.objects.filter(event__title="Café numérique")
    assert {(each.status, each.note[:14]) for each in gone} == {("annule", "N’est plus dan")}
    assert bring(place, calendar(other)).missing == []

    bring(place, calendar(weekly(), other))
    assert {(each.status, each.note) for each in gone.all()} == {(Status.SCHEDULED, "")}


def test_a_trial_tells_what_the_source_no_longer_holds_though_all_that_it_holds_is_new(
    place: PlacePage,
) -> None:
    bring(place, calendar(weekly()))
    another = calendar(weekly(UID="b@ailleurs.example", SUMMARY="Autre"))

    trial = bring(place, another, dry_run=True)

    assert statuses() == [Status.SCHEDULED] * 4
    assert trial == bring(place, another)
    assert len(trial.missing) == 1


def test_what_another_source_or_another_place_tells_is_not_missing(place: PlacePage) -> None:
    bring(place, calendar(weekly()), source="autre")
    bring(PlacePageFactory(), calendar(weekly(UID="b@ailleurs.example")))

    report = bring(place, calendar(weekly(UID="c@ailleurs.example")))

    assert report.missing == []


def test_an_extract_or_an_empty_calendar_cancels_nothing(place: PlacePage) -> None:
    bring(place, calendar(weekly()))
    other = calendar(weekly(UID="b@ailleurs.example"))

    kept = bring(place, other, cancel_missing=False)
    assert "Ses dates à venir restent\u00a0: 4" in kept.missing[0].reason
    page = json.dumps(json.loads(agenda_json()) | {"total": 40, "after": [1, 2]}).encode()
    assert "qu’une partie de l’agenda" in bring(place, page).notices[0]
    empty = bring(PlacePageFactory(), calendar())
    assert (empty.missing, empty.notices) == ([], [])
    EventPage.objects.exclude(title="Café numérique").delete()
    assert "rien n’a été annulé" in bring(place, calendar()).notices[0]
    assert Status.CANCELLED not in statuses()


def both(*hours: int, **fields: object) -> bytes:
    timings = [
        {"begin": f"{day(n)}T{hour}:00:00", "end": f"{day(n)}T{hour + 2}:00:00"}
        for n in (7, 9)
        for hour in hours
    ]
    return agenda_json(timings=timings, **fields)


def test_the_afternoon_stays_what_it_was_when_the_morning_goes(place: PlacePage) -> None:
    bring(place, both(10, 14))
    afternoon = EventPage.objects.get(start_time__hour=14)

    report = bring(place, both(14))

    assert EventPage.objects.get(start_time__hour=14).pk == afternoon.pk
    assert [each.reason[:28] for each in report.missing] == ["ces heures ne sont plus à la"]
    morning = Occurrence.objects.filter(event__start_time__hour=10)
    assert {each.status for each in morning} == {Status.CANCELLED}

    back = bring(place, both(10, 14))
    assert (len(back.created), EventPage.objects.count()) == (0, 2)
    assert {each.status for each in morning.all()} == {Status.SCHEDULED}


def test_an_event_at_another_hour_is_the_same(place: PlacePage) -> None:
    bring(place, both(10))

    assert bring(place, both(11)).updated == ["Initiation à la tablette"]
    assert EventPage.objects.get().start_time.hour == 11


def test_an_event_that_open_agenda_has_taken_away_is_cancelled(place: PlacePage) -> None:
    bring(place, agenda_json())

    report = bring(place, agenda_json(removed=True))

    assert "retiré de l’agenda" in report.missing[0].reason
    assert statuses() == [Status.CANCELLED]
    assert "retiré" in bring(place, agenda_json(uid=9, removed=True)).refused[0].reason


@pytest.mark.parametrize("state", [-1, 0, 1])
def test_what_the_source_does_not_publish_is_refused_or_leaves(
    place: PlacePage, state: int
) -> None:
    assert "à la source" in bring(place, agenda_json(state=state)).refused[0].reason

    bring(place, agenda_json(state=2))
    report = bring(place, agenda_json(state=state))

    assert "Il est dépublié" in report.missing[0].reason
    assert not EventPage.objects.get().live


def test_a_private_event_is_refused(place: PlacePage) -> None:
    content = calendar(weekly(CLASS="CONFIDENTIAL"), weekly(UID="b@x.fr", CLASS="PRIVATE"))

    assert [each.reason for each in bring(place, content).refused] == [
        "il n’est pas public (CLASS)"
    ] * 2


def test_what_was_unpublished_here_waits_as_a_draft(place: PlacePage) -> None:
    bring(place, calendar(weekly()))
    EventPage.objects.get().unpublish()

    report = bring(place, calendar(weekly(SUMMARY="Goûter numérique")))

    assert not EventPage.objects.get().live
    assert "dépublié ici" in report.warnings[0].reason


def test_the_newer_version_wins_whatever_the_order(place: PlacePage) -> None:
    new = weekly(SEQUENCE="2", SUMMARY="Récent")
    old = weekly(SEQUENCE="1", SUMMARY="Ancien")

    assert bring(place, calendar(new, old)).created == ["Récent"]

    later = bring(place, calendar(old))
    assert later.unchanged == ["Récent"]
    assert "plus ancienne" in later.warnings[0].reason
    assert EventPage.objects.get().title == "Récent"


def test_a_later_date_of_change_wins_where_the_numbers_are_the_same(place: PlacePage) -> None:
    new = weekly(**{"LAST-MODIFIED": "20260102T100000Z", "SUMMARY": "Récent"})
    old = weekly(**{"LAST-MODIFIED": "20260101T100000Z", "SUMMARY": "Ancien"})

    report = bring(place, calendar(new, old))

    assert report.created == ["Récent"]
    assert "plusieurs versions" in report.warnings[0].reason


def test_what_a_date_says_of_its_own_is_in_the_report(place: PlacePage) -> None:
    content = calendar(
        weekly(LOCATION="Caen"),
        exception(stamp(14, "1800"), SUMMARY="Spécial Noël", LOCATION="Salle des fêtes"),
    )

    said = " ".join(each.reason for each in bring(place, content).warnings)

    assert "un autre titre, non repris\u00a0: «\u00a0Spécial Noël\u00a0»" in said
    assert "un autre lieu, non repris\u00a0: «\u00a0Salle des fêtes\u00a0»" in said


def test_a_place_that_is_not_ours_and_an_end_that_is_not_told_are_said(place: PlacePage) -> None:
    lines = {"LOCATION": "Gymnase de Falaise", f"DTEND{ZONE}": ""}

    said = [each.reason for each in bring(place, calendar(weekly(**lines))).warnings]

    assert said == [
        "il ne dit pas quand il finit\u00a0: une heure a été comptée",
        "son lieu à la source est «\u00a0Gymnase de Falaise\u00a0»",
    ]


def test_nothing_is_invented_of_the_booking_and_what_is_said_here_stays(place: PlacePage) -> None:
    bring(place, calendar(weekly()))
    event = EventPage.objects.get()
    assert event.booking == EventPage.Booking.UNKNOWN

    event.booking = EventPage.Booking.NONE
    event.save_revision().publish()
    bring(place, calendar(weekly(SUMMARY="Goûter numérique")))
    assert EventPage.objects.get().booking == EventPage.Booking.NONE


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("registration", "booking", "contact"),
    [
        ([{"type": "link", "value": "https://r.fr/x"}], "lien", "https://r.fr/x"),
        ([{"type": "phone", "value": "02 31 00 00 00"}], "telephone", "02 31 00 00 00"),
        (["nom@exemple.fr"], "courriel", "nom@exemple.fr"),
        (
            [{"type": "email", "value": "a@b.fr"}, {"type": "link", "value": "https://r.fr"}],
            "lien",
            "https://r.fr",
        ),
        ([{"type": "link", "value": "javascript:alert(1)"}], "inconnu", ""),
        ([None, 3, {}], "inconnu", ""),
    ],
)
def test_how_to_book_is_what_open_agenda_says(
    place: PlacePage, registration: list, booking: str, contact: str
) -> None:
    bring(place, agenda_json(registration=registration))

    event = EventPage.objects.get()
    assert (event.booking, event.booking_contact) == (booking, contact)


def test_a_long_text_is_kept_with_the_short_one_and_its_marks_are_read(place: PlacePage) -> None:
    bring(
        place,
        agenda_json(longDescription={"fr": "# Au menu\n\n- **Café**\n- [Plan](https://p.fr)"}),
    )

    event = EventPage.objects.get()
    assert event.summary == "Pour débuter."
    assert event.body == (
        '<h3>Au menu</h3><ul><li><b>Café</b></li><li><a href="https://p.fr">Plan</a></li></ul>'
    )


def test_the_command_says_what_left_and_what_is_to_be_looked_at(
    place: PlacePage, tmp_path: Path
) -> None:
    file, report, said = tmp_path / "a.ics", tmp_path / "r.json", StringIO()
    other = weekly(UID="b@ailleurs.example", SUMMARY="Autre")
    file.write_bytes(calendar(weekly(), other))
    call_command("import_events", "le-lieu", str(file), "--publish", stdout=said)
    file.write_bytes(calendar(other.replace("DTEND", "X-FIN")))

    call_command("import_events", "le-lieu", str(file), "--report", str(report), stdout=said)

    assert "Partis de la source :\n- «\u00a0Café numérique\u00a0»" in said.getvalue()
    assert "À vérifier :\n- «\u00a0Autre\u00a0»\u00a0: il ne dit pas" in said.getvalue()
    assert json.loads(report.read_text("utf-8"))["missing"][0]["title"] == "Café numérique"
