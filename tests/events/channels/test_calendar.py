"""« agenda.ics », as calendars read it."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
import recurring_ical_events
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Component, Event

from core.text.formats import long_day
from events.channels import selection
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.occurrences import put_off, set_status
from tests.clock import in_december_2026
from tests.events.series import next_monday, weekly
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)

pytestmark = pytest.mark.django_db
Status = Occurrence.Status


@pytest.fixture(autouse=True, scope="module")
def agenda(made_once: Callable) -> None:
    made_once(AgendaPageFactory)


def clic(**fields: object) -> EventPage:
    afternoon = {"title": "Un clic", "start_time": time(14), "end_time": time(16)}
    return weekly(**afternoon | fields)


def read(client: Client, address: str = "/agenda/agenda.ics", **params: str) -> Calendar:
    response = client.get(address, params)
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    assert [component.errors for component in calendar.walk() if component.errors] == []
    return calendar


def test_a_calendar_holds_the_events_that_come_next_up_to_a_number(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "MOST_EVENTS", 2)
    today = from_moment(timezone.now()).date()
    for title, days in (("Ensuite", 3), ("Plus tard", 9), ("Demain", 1)):
        EventPageFactory(title=title, starts_on=today + timedelta(days))
    over = EventPageFactory(title="Hier", starts_on=today + timedelta(30))
    Occurrence.objects.filter(event=over).update(
        starts_at=timezone.now() - timedelta(days=1, hours=2),
        ends_at=timezone.now() - timedelta(days=1),
    )

    told = [str(event["summary"]) for event in events_of(read(client))]

    assert sorted(told) == ["Demain", "Ensuite"]


def events_of(calendar: Component) -> list[Event]:
    return list(calendar.walk("VEVENT"))


def starts_in(calendar: Calendar) -> Iterator[str]:
    """Yield the starts that a calendar shows, in order, as the clocks say them."""
    events = recurring_ical_events.of(calendar).between(date(2020, 1, 1), date(2035, 1, 1))
    for event in sorted(events, key=lambda event: event.start):
        yield from_moment(event.start).strftime("%Y-%m-%d %H:%M")


def test_a_series_is_one_event_with_its_rule_and_what_one_needs_to_come(client: Client) -> None:
    place = PlacePageFactory(title="Le Phare", phone="+33231000000")
    event = clic(place=place, themes=["Internet"], start_time=time(18), end_time=time(20))

    calendar = read(client)

    assert calendar["method"] == "PUBLISH"
    assert "Agenda" in calendar["x-wr-calname"]
    assert calendar["refresh-interval"].dt == timedelta(hours=1)
    (told,) = events_of(calendar)
    last = next_monday() + timedelta(days=21)
    assert told["uid"] == event.uid
    assert told["dtstart"].params["tzid"] == "Europe/Paris"
    assert b";UNTIL=" in told["rrule"].to_ical()
    assert b"00Z" in told["rrule"].to_ical()
    assert told["rrule"]["until"] == [event.occurrences.last().starts_at]
    assert from_moment(told["rrule"]["until"][0]).strftime("%Y-%m-%d %H:%M") == f"{last} 18:00"
    assert told["location"] == "Le Phare, 1 rue de la Mer, 14000 Caen"
    assert (told["geo"].latitude, told["geo"].longitude) == (place.latitude, place.longitude)
    assert [str(name) for name in told["categories"].cats] == ["Atelier", "Internet"]
    assert told["url"].endswith(f"/annuaire/{place.slug}/{event.slug}/")
    assert "Réservation au 02\u00a031" in told["description"]
    assert told["status"] == "CONFIRMED"


def test_the_time_zone_is_the_two_rules_of_europe(client: Client) -> None:
    (zone,) = read(client).walk("VTIMEZONE")

    assert len(zone.subcomponents) == 2
    rules = {
        part.name: (part["rrule"].to_ical(), part["dtstart"].dt) for part in zone.subcomponents
    }
    assert rules["DAYLIGHT"][0] == b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"
    assert rules["DAYLIGHT"][1].time() == time(2)
    assert rules["STANDARD"][0] == b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"
    assert rules["STANDARD"][1].time() == time(3)


@pytest.mark.parametrize(
    ("status", "summary", "ical"),
    [
        (Status.CANCELLED, "ANNULÉ – Un clic", "CANCELLED"),
        (Status.POSTPONED, "REPORTÉ – Un clic", "CANCELLED"),
        (Status.FULL, "COMPLET – Un clic", "CONFIRMED"),
        (Status.MOVED_ONLINE, "EN LIGNE – Un clic", "CONFIRMED"),
    ],
)
def test_the_state_of_a_date_is_told_of_that_date_and_of_no_other(
    client: Client, status: str, summary: str, ical: str
) -> None:
    event = clic()
    second = event.occurrences.all()[1]
    set_status(second, status, "L’animatrice est absente.")

    calendar = read(client)

    master, told = events_of(calendar)
    assert told["uid"] == master["uid"]
    assert told["recurrence-id"].dt == second.original_start
    assert told["recurrence-id"].params["tzid"] == "Europe/Paris"
    assert (told["summary"], told["status"]) == (summary, ical)
    assert told["sequence"] >= 1
    assert "L’animatrice est absente." in told["description"]
    assert (master["summary"], master["status"]) == ("Un clic", "CONFIRMED")
    assert "exdate" not in master


def test_a_single_date_that_is_cancelled_says_so_itself(client: Client) -> None:
    event = EventPageFactory(title="Un clic")
    set_status(event.occurrences.get(), Status.CANCELLED)

    (told,) = events_of(read(client))

    assert (told["summary"], told["status"]) == ("ANNULÉ – Un clic", "CANCELLED")
    assert told["sequence"] == 1
    assert "rrule" not in told
    assert "recurrence-id" not in told


def test_calendars_are_told_that_a_series_has_changed(client: Client) -> None:
    event = clic()
    (before,) = events_of(read(client))

    event.start_time = time(14, 30)
    event.save_revision().publish()

    (after,) = events_of(read(client))
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt.time() == time(14, 30)
    assert after["sequence"] > before["sequence"]  # or they would keep what they had (RFC 5546)


def test_dates_taken_away_are_not_in_calendars_and_dates_added_stand_alone(client: Client) -> None:
    gone, added = next_monday() + timedelta(days=7), next_monday() + timedelta(days=9)
    event = clic(excluded_dates=[gone.isoformat()], added_dates=[added.isoformat()])

    calendar = read(client)

    master, alone = events_of(calendar)
    assert from_moment(master["exdate"].dts[0].dt).date() == gone
    assert alone["uid"] == f"{event.uid}-{added:%Y%m%d}T1400"
    assert "rdate" not in master
    weeks = [next_monday() + timedelta(days=days) for days in (0, 9, 14, 21)]
    assert list(starts_in(calendar)) == [f"{day} 14:00" for day in weeks]


def test_dates_of_a_long_identifier_from_elsewhere_keep_it_on_folded_lines(client: Client) -> None:
    uid = "agenda, été; " + "x" * 200
    added = next_monday() + timedelta(days=9)
    event = clic(uid=uid, added_dates=[added.isoformat()])
    set_status(event.occurrences.all()[1], Status.FULL)

    told = events_of(read(client))

    assert [str(each["uid"]) for each in told] == [uid, uid, f"{uid}-{added:%Y%m%d}T1400"]
    lines = client.get("/agenda/agenda.ics").content.split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_a_date_that_is_put_off_moves_in_calendars(client: Client) -> None:
    event = clic()
    second = event.occurrences.all()[1]
    later = second.starts_at + timedelta(days=1)
    event.occurrences.filter(pk=second.pk).update(
        starts_at=later, ends_at=later + timedelta(hours=3), sequence=1
    )

    calendar = read(client)

    days = [next_monday() + timedelta(days=days) for days in (0, 8, 14, 21)]
    assert list(starts_in(calendar)) == [f"{day} 14:00" for day in days]


def test_a_date_put_off_to_another_day_is_held_there_in_calendars(client: Client) -> None:
    event = clic()
    with_a_day, without = event.occurrences.all()[1:3]
    for each in (with_a_day, without):
        set_status(each, Status.POSTPONED)
    later = with_a_day.starts_at + timedelta(days=1)
    put_off(with_a_day, later, later + timedelta(hours=2))

    _, held, waiting = events_of(read(client))

    assert held["recurrence-id"].dt == with_a_day.original_start
    assert held["dtstart"].dt == later
    assert (held["summary"], held["status"]) == ("Un clic", "CONFIRMED")
    first = long_day(from_moment(with_a_day.original_start).date())
    assert held["description"].startswith(f"Reporté\nPrévu d’abord le {first}.\n")
    assert (waiting["summary"], waiting["status"]) == ("REPORTÉ – Un clic", "CANCELLED")
    assert "Prévu d’abord" not in waiting["description"]


def test_each_date_that_has_moved_says_from_when_in_calendars(client: Client) -> None:
    moved = clic().occurrences.all()[:2]
    for each in moved:
        put_off(each, each.starts_at + timedelta(days=1), each.ends_at + timedelta(days=1))

    _, *told = events_of(read(client))

    firsts = [long_day(from_moment(each.original_start).date()) for each in moved]
    assert [each["description"].splitlines()[0] for each in told] == [
        f"Prévu d’abord le {first}." for first in firsts
    ]


def test_a_rule_without_end_stops_at_the_last_date_that_is_known(client: Client) -> None:
    event = clic(rule="FREQ=MONTHLY;BYDAY=1SA")

    (master,) = events_of(read(client))

    assert master["rrule"]["until"] == [event.occurrences.last().original_start]


def test_what_was_over_long_ago_has_left(client: Client) -> None:
    now = timezone.now()
    old = EventPageFactory(live=False, starts_on=timezone.localdate() - timedelta(days=90))
    recent = EventPageFactory(live=False, starts_on=timezone.localdate() - timedelta(days=10))
    for event, days in ((old, 90), (recent, 10)):
        event.live = True
        event.save()
        OccurrenceFactory(event=event, starts_at=now - timedelta(days=days))

    (told,) = events_of(read(client))
    assert told["uid"].startswith(recent.uid)


def test_a_rule_that_cannot_be_read_hides_no_date(client: Client) -> None:
    event = clic()
    EventPage.objects.filter(pk=event.pk).update(rule="FREQ=SECONDLY")

    assert len(events_of(read(client))) == 4


def test_a_calendar_of_very_many_events_tells_them_as_one_of_a_few(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clic(title="Ici", themes=["Internet", "Image"])
    clic(title="Là-bas", place=PlacePageFactory(commune=CommuneFactory(rouen=True)))
    few = client.get("/agenda/agenda.ics").content

    monkeypatch.setattr(selection, "MOST_NAMED", 1)
    cache.clear()

    assert client.get("/agenda/agenda.ics").content == few
    assert few.count(b"BEGIN:VEVENT") == 2


@in_december_2026
def test_a_night_across_a_clock_change_ends_when_the_clock_says(client: Client) -> None:
    clic(
        starts_on=date(2027, 3, 20),
        rule="FREQ=WEEKLY;COUNT=2",
        start_time=time(22),
        end_time=time(6),
    )

    calendar = read(client)

    nights = recurring_ical_events.of(calendar).between(date(2027, 3, 1), date(2027, 4, 10))
    assert [from_moment(night.end).hour for night in nights] == [6, 6]


def test_filters_of_the_address_hold_and_those_on_time_do_not(client: Client) -> None:
    phare = PlacePageFactory(slug="le-phare")
    clic(place=phare, title="Ici", themes=["Internet"])
    rouen = PlacePageFactory(commune=CommuneFactory(rouen=True))
    clic(place=rouen, title="Là-bas", kind=EventPage.Kind.TALK)

    def titles(**params: str) -> set[str]:
        calendar = read(client, **params)
        return {str(event["summary"]) for event in events_of(calendar)}

    assert titles() == {"Ici", "Là-bas"}
    assert titles(lieu="le-phare") == {"Ici"}
    assert titles(departement="76") == {"Là-bas"}
    assert titles(theme="internet") == {"Ici"}
    assert titles(type="conference") == {"Là-bas"}
    assert titles(lieu="parti") == set()
    assert titles(quand="aujourd-hui", du="2020-01-01", au="2020-01-02") == {"Ici", "Là-bas"}


def test_an_event_has_its_own_calendar(client: Client) -> None:
    event = clic(title="Ici")
    clic(title="Là-bas")

    calendar = read(client, f"/annuaire/{event.place.slug}/{event.slug}/agenda.ics")

    assert [str(told["uid"]) for told in events_of(calendar)] == [event.uid]
    assert calendar["x-wr-calname"].startswith("Ici")
