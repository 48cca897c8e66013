"""What becomes of a date is told at once to all who are registered: by mail, or by the place."""

import re
from collections.abc import Callable
from datetime import date as day
from datetime import timedelta

import pytest
from django.core.management import call_command
from time_machine import TimeMachineFixture

from core.models import OutgoingMail
from events.foreseen import foresee
from events.models import EventPage, Occurrence
from events.services.occurrences import put_off, set_status
from events.services.registrations import leave, take_off
from tests.clock import DECEMBER_2026
from tests.events.registrations import (
    date_with_seats,
    event_with_seats,
    leaving_path,
    registered,
    standing,
)
from tests.mails import sent_mails

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DECEMBER_2026, tick=False)]
Status = Occurrence.Status
PHONE = "+33612345678"


def told(before: int) -> list[tuple[str, str]]:
    """Return who was written to since, by their address, and how the subject begins."""
    mails = sent_mails()[before:]
    return sorted((mail.to[0], re.split(r"\s:", mail.subject)[0]) for mail in mails)


@pytest.fixture
def date() -> Occurrence:
    """A date with one seat: ana has it, the phone number and cyd wait."""
    found = date_with_seats(capacity=1)
    for contact in ("ana@exemple.fr", PHONE, "cyd@exemple.fr"):
        registered(found, contact)
    sent_mails()
    found.refresh_from_db()
    return found


def later(date: Occurrence) -> None:
    put_off(date, date.starts_at + timedelta(days=2), date.ends_at + timedelta(days=2))


@pytest.mark.parametrize(
    ("change", "subject", "to_call"),
    [
        (lambda date: set_status(date, Status.CANCELLED), "Annulé", "annule"),
        (lambda date: set_status(date, Status.POSTPONED), "Reporté", "reporte"),
        (lambda date: set_status(date, Status.MOVED_ONLINE), "En ligne", "en-ligne"),
        (later, "Nouvelle date", "deplace"),
    ],
)
def test_everybody_is_told_at_once_and_who_has_no_mail_is_to_call(
    date: Occurrence, change: Callable, subject: str, to_call: str
) -> None:
    change(date)

    assert told(2) == [("ana@exemple.fr", subject), ("cyd@exemple.fr", subject)]
    assert [(each.phone, each.news) for each in date.registrations.to_call()] == [(PHONE, to_call)]


def test_a_date_put_off_to_a_new_day_is_told_once(date: Occurrence) -> None:
    set_status(date, Status.POSTPONED)
    later(date)

    assert told(2) == [("ana@exemple.fr", "Nouvelle date"), ("cyd@exemple.fr", "Nouvelle date")]
    assert "jeudi 10 décembre 2026" in sent_mails()[2].subject


def test_a_date_that_was_to_be_cancelled_is_put_off_after_all(date: Occurrence) -> None:
    set_status(date, Status.CANCELLED)
    assert len(told(2)) == 2

    set_status(date, Status.POSTPONED)

    assert told(4) == [("ana@exemple.fr", "Reporté"), ("cyd@exemple.fr", "Reporté")]


def test_who_would_come_for_nothing_is_told_of_a_date_moved_to_a_day_that_is_over(
    date: Occurrence,
) -> None:
    put_off(date, date.starts_at - timedelta(days=30), date.ends_at - timedelta(days=30))

    assert [subject for _, subject in told(2)] == ["Nouvelle date"] * 2


def test_what_changes_nothing_for_them_is_not_told(date: Occurrence) -> None:
    set_status(date, Status.FULL)
    set_status(date, Status.SCHEDULED, "Entrée par la cour")

    assert told(2) == []


def test_a_date_that_leaves_its_series_is_cancelled_for_those_who_come() -> None:
    event = event_with_seats(rule="FREQ=WEEKLY;COUNT=3")
    first, second, third = event.occurrences.all()
    registered(second, "ana@exemple.fr")
    sent_mails()

    event.rule, event.starts_on = "", day(2026, 12, 8)
    assert foresee(event).cancelled == ["mardi 15 décembre 2026"]
    event.save_revision().publish()

    assert [(each.pk, each.status) for each in event.occurrences.all()] == [
        (first.pk, Status.SCHEDULED),
        (second.pk, Status.CANCELLED),
    ]
    assert told(1) == [("ana@exemple.fr", "Annulé")]
    assert standing(second) == [("ana@exemple.fr", "Inscrit")]
    event.save_revision().publish()
    assert told(2) == []  # it is told once
    assert not Occurrence.objects.filter(pk=third.pk).exists()


def test_a_series_that_begins_later_in_the_day_is_told() -> None:
    event = event_with_seats()
    registered(event.occurrences.get(), "ana@exemple.fr")
    sent_mails()

    event.start_time = event.start_time.replace(hour=15)
    event.save_revision().publish()

    assert told(1) == [("ana@exemple.fr", "Nouvelle date")]
    assert "de 15\u00a0h à 16\u00a0h" in sent_mails()[1].body


def test_who_is_taken_off_by_the_place_is_told_and_the_next_one_too(date: Occurrence) -> None:
    take_off(date.registrations.get(email="ana@exemple.fr"))

    assert told(2) == [("ana@exemple.fr", "Inscription annulée")]
    assert standing(date) == [(PHONE, "Inscrit"), ("cyd@exemple.fr", "En liste d’attente")]
    assert [each.news for each in date.registrations.to_call()] == ["place"]


def test_who_left_before_the_place_takes_them_off_is_told_nothing(date: Occurrence) -> None:
    left, seen_by_the_place = (date.registrations.get(email="ana@exemple.fr") for _ in range(2))
    leave(left)

    take_off(seen_by_the_place)

    assert told(2) == []


def test_who_is_taken_off_once_it_has_begun_learns_nothing(
    date: Occurrence, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(date.starts_at + timedelta(minutes=5))

    take_off(date.registrations.get(email="ana@exemple.fr"))

    assert told(2) == []


def test_who_is_registered_for_an_event_that_is_erased_is_told(date: Occurrence) -> None:
    date.event.place.delete()

    assert told(2) == [
        ("ana@exemple.fr", "Inscription annulée"),
        ("cyd@exemple.fr", "Inscription annulée"),
    ]


def test_who_is_registered_for_an_event_that_leaves_the_site_is_told(date: Occurrence) -> None:
    date.event.unpublish()

    assert told(2) == [("ana@exemple.fr", "Annulé"), ("cyd@exemple.fr", "Annulé")]
    assert "http" not in sent_mails()[2].body  # its page is gone
    assert [each.phone for each in date.registrations.to_call()] == [PHONE]
    date.event.delete()
    assert told(4) == []


def remind() -> None:
    call_command("daily", "events.remind_registered")


def test_one_is_reminded_the_day_before_once(
    date: Occurrence, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(date.starts_at - timedelta(days=2))
    remind()
    assert told(2) == []
    time_machine.move_to(date.starts_at - timedelta(days=1, hours=9))
    remind()
    remind()

    assert told(2) == [("ana@exemple.fr", "Rappel")]  # who waits has nothing to come to
    assert leaving_path(sent_mails()[2])
    time_machine.move_to(date.starts_at - timedelta(hours=9))
    remind()
    assert told(3) == []


def test_a_night_that_was_missed_is_made_up_for(
    date: Occurrence, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(date.starts_at - timedelta(hours=9))
    remind()

    assert told(2) == [("ana@exemple.fr", "Rappel")]


@pytest.mark.parametrize("why", ["cancelled", "just registered", "unpublished", "a phone"])
def test_no_reminder_where_there_is_nothing_to_remind(
    why: str, time_machine: TimeMachineFixture
) -> None:
    date = date_with_seats(capacity=1)
    if why == "just registered":
        time_machine.move_to(date.starts_at - timedelta(days=1, hours=4))
    registered(date, PHONE if why == "a phone" else "ana@exemple.fr")
    if why == "cancelled":
        set_status(date, Status.CANCELLED)
    elif why == "unpublished":
        EventPage.objects.get().unpublish()
    sent = len(sent_mails())
    time_machine.move_to(date.starts_at - timedelta(hours=20))

    remind()

    assert told(sent) == []
    assert not OutgoingMail.objects.filter(recipient="").exists()
