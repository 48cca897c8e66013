"""A date is cancelled or moved beside itself, from the list of events and from their form."""

from datetime import date, datetime

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.occurrences import set_status
from events.states import Status
from tests.clock import in_december_2026
from tests.events.admin.form import edit_url
from tests.events.series import weekly
from tests.reading import text_of

pytestmark = [pytest.mark.django_db, in_december_2026]
LIST = "/admin/agenda/evenements/"


@pytest.fixture
def series() -> EventPage:
    return weekly(title="Photos", starts_on=date(2026, 12, 7))


def links_to(page: HttpResponseBase, name: str, occurrence: Occurrence) -> bool:
    return f'href="{reverse(name, args=(occurrence.pk,))}' in page.content.decode()


def move(team: Client, occurrence: Occurrence, day: str, start: str, end: str, note: str = ""):
    url = reverse("events_move_date", args=(occurrence.pk,))
    form = {"day": day, "start_time": start, "end_time": end, "note": note}
    return team.post(f"{url}?next={LIST}", form, follow=True)


def cancel(team: Client, occurrence: Occurrence, status: str, note: str = "") -> HttpResponseBase:
    url = reverse("events_cancel_date", args=(occurrence.pk,))
    return team.post(f"{url}?next={LIST}", {"status": status, "note": note}, follow=True)


def test_the_list_and_the_form_are_one_click_from_cancelling_and_moving_a_date(
    team: Client, series: EventPage
) -> None:
    first, second, *_ = series.occurrences.all()

    listing, form = team.get(LIST), team.get(edit_url(series))

    for name in ("events_cancel_date", "events_move_date"):
        assert links_to(listing, name, first)
        assert links_to(form, name, first)
        assert links_to(form, name, second)


def test_a_date_is_cancelled_then_held_again(team: Client, series: EventPage) -> None:
    first = series.occurrences.first()

    answer = cancel(team, first, "annule", "Animatrice absente.")

    first.refresh_from_db()
    assert (first.status, first.note) == (Status.CANCELLED, "Animatrice absente.")
    assert answer.redirect_chain[-1][0] == LIST
    assert "Lundi 7 décembre 2026, de 18 h à 20 h : annulée." in text_of(answer)
    assert "Rétablir" in text_of(team.get(LIST))

    cancel(team, first, "prevu")
    first.refresh_from_db()
    assert first.status == Status.SCHEDULED


def test_two_people_who_cancel_the_same_date_do_not_hold_it_again(
    team: Client, series: EventPage
) -> None:
    first = series.occurrences.first()
    set_status(first, Status.CANCELLED)  # by a colleague, meanwhile

    answer = cancel(team, first, "annule")

    first.refresh_from_db()
    assert first.status == Status.CANCELLED
    assert "Rien n’a changé." in text_of(answer)


def test_a_date_is_moved_to_a_new_day_and_hour_and_the_history_says_it(
    team: Client, series: EventPage
) -> None:
    first = series.occurrences.first()
    set_status(first, Status.POSTPONED)

    answer = move(team, first, "2026-12-09", "17:30", "19:00", "Salle du haut.")

    first.refresh_from_db()
    assert from_moment(first.starts_at) == datetime(2026, 12, 9, 17, 30)
    assert from_moment(first.ends_at) == datetime(2026, 12, 9, 19)
    assert (first.status, first.note) == (Status.SCHEDULED, "Salle du haut.")
    assert "Mercredi 9 décembre 2026, de 17 h 30 à 19 h" in text_of(answer)
    history = text_of(team.get(reverse("wagtailadmin_pages:history", args=(series.pk,))))
    assert "déplacé au mercredi 9 décembre 2026" in history


def test_a_date_that_is_moved_stays_full_or_online(team: Client, series: EventPage) -> None:
    first, second, *_ = series.occurrences.all()
    set_status(first, Status.FULL)
    set_status(second, Status.MOVED_ONLINE)

    for each in (first, second):
        move(team, each, "2026-12-09", "17:30", "19:00")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.FULL, Status.MOVED_ONLINE)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-30", "Ce moment est déjà passé."),
        ("2027-03-28", "les horloges avancent d’une heure"),
        ("0001-01-01", "Cette année n’est pas plausible."),
    ],
)
def test_a_date_is_moved_to_no_moment_that_cannot_be(
    team: Client, series: EventPage, day: str, said: str
) -> None:
    first = series.occurrences.first()

    answer = move(team, first, day, "02:30", "04:00")

    assert said in text_of(answer)
    assert from_moment(Occurrence.objects.get(pk=first.pk).starts_at) == datetime(2026, 12, 7, 18)


def test_where_one_comes_back_is_on_this_site(team: Client, series: EventPage) -> None:
    url = reverse("events_cancel_date", args=(series.occurrences.first().pk,))

    answer = team.post(f"{url}?next=https://ailleurs.example/", {"status": "annule", "note": ""})

    assert answer["Location"] == reverse("events_date_states", args=(series.pk,))
