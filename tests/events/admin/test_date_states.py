"""Staff change the state of a date, at once and without moderation."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from events.dates import moved_from
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.occurrences import put_off, set_status
from tests.clock import in_december_2026
from tests.events.admin.form import edit_url
from tests.events.imports.test_import_events import bring, calendar, day, stamp
from tests.events.imports.test_import_events import weekly as imported_weekly
from tests.events.series import weekly
from tests.factories import (
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.reading import rows, text_of
from tests.roles import outcome, signed_in

pytestmark = pytest.mark.django_db
Status = Occurrence.Status


def url(event: EventPage) -> str:
    return reverse("events_date_states", args=(event.pk,))


def row(occurrence: Occurrence, status: str, note: str = "", was: Occurrence | None = None) -> dict:
    """What the browser sends for one date, shown as *was* and then changed."""
    was, prefix = was or occurrence, f"date-{occurrence.pk}"
    return {
        f"{prefix}-status": status,
        f"{prefix}-note": note,
        f"initial-{prefix}-status": was.status,
        f"initial-{prefix}-note": was.note,
    }


def test_a_date_is_cancelled_at_once_and_the_log_says_by_whom(team: Client) -> None:
    event = weekly()
    first, second, *_ = event.occurrences.all()

    data = row(first, "annule", "L’animatrice est absente.") | row(second, "prevu")
    response = team.post(url(event), data)

    assert response.status_code == 302
    cancelled = Occurrence.objects.published().upcoming().get(status=Status.CANCELLED)
    assert (cancelled, cancelled.note) == (first, "L’animatrice est absente.")
    (entry,) = PageLogEntry.objects.filter(page=event, action="events.status")
    assert entry.user_id == int(team.session["_auth_user_id"])
    assert entry.data["status"] == "annule"


def test_the_history_tells_of_each_date_that_changed_at_once(team: Client) -> None:
    event = weekly()
    first, second, *_ = event.occurrences.all()

    team.post(url(event), row(first, "annule") | row(second, "complet"))

    text = text_of(team.get(reverse("wagtailadmin_pages:history", args=(event.pk,))))
    assert ": annulé" in text
    assert ": complet" in text


@in_december_2026
def test_the_history_tells_where_dates_were_put(team: Client) -> None:
    event = weekly(starts_on=date(2026, 12, 7))
    an_hour, two_days = timedelta(hours=1), timedelta(days=2)
    shifts = ((two_days, two_days + an_hour), (an_hour, an_hour), (an_hour * 0, an_hour))
    for each, (later, ends_later) in zip(event.occurrences.all(), shifts, strict=False):
        put_off(each, each.starts_at + later, each.ends_at + ends_later)

    text = text_of(team.get(reverse("wagtailadmin_pages:history", args=(event.pk,))))

    assert "Lundi 7 décembre 2026 : déplacé au mercredi 9 décembre 2026, à 18 h" in text
    assert "Lundi 14 décembre 2026 : déplacé à 19 h" in text
    assert "Lundi 21 décembre 2026 : se termine à 21 h" in text


def test_the_history_says_who_imported_the_new_day_of_a_date(team: Client) -> None:
    member = get_user_model().objects.get(pk=team.session["_auth_user_id"])
    moved = imported_weekly(
        RRULE="",
        **{
            "RECURRENCE-ID;TZID=Europe/Paris": stamp(14, "1800"),
            "DTSTART;TZID=Europe/Paris": stamp(15, "1800"),
            "DTEND;TZID=Europe/Paris": stamp(15, "2000"),
        },
    )

    bring(PlacePageFactory(), calendar(imported_weekly(), moved), user=member)

    (entry,) = PageLogEntry.objects.filter(action="events.put_off")
    assert entry.user == member
    assert from_moment(datetime.fromisoformat(entry.data["start"])).date() == day(15)
    assert entry.page.pk == EventPage.objects.get().pk


def test_the_inputs_of_the_page_are_those_that_are_read(team: Client) -> None:
    event = weekly()
    first = event.occurrences.first()

    html = team.get(url(event)).content.decode()

    for name in row(first, "annule"):
        assert f'name="{name}"' in html


def test_a_row_that_someone_else_changed_meanwhile_is_left_alone(team: Client) -> None:
    event = weekly()
    first, second, *_ = event.occurrences.all()
    data = row(first, "prevu") | row(second, "complet")
    set_status(first, Status.CANCELLED)  # by someone else, after the page was shown

    team.post(url(event), data)

    assert list(event.occurrences.values_list("status", flat=True)[:2]) == ["annule", "complet"]


def test_nothing_changes_when_a_row_is_refused(team: Client) -> None:
    event = weekly()
    first, second, *_ = event.occurrences.all()

    response = team.post(url(event), row(first, "annule") | row(second, "inconnu"))

    assert response.status_code == 200
    assert "inconnu" in text_of(response)
    assert set(event.occurrences.values_list("status", flat=True)) == {"prevu"}


def test_a_date_moved_online_says_how_to_take_part(team: Client) -> None:
    event, online = weekly(), weekly(attendance="mixte", online_url="https://exemple.fr/salle")
    first, other = event.occurrences.first(), online.occurrences.first()

    refused = team.post(url(event), row(first, "passe-en-ligne"))
    assert "Dites comment participer en ligne" in text_of(refused)

    team.post(url(event), row(first, "passe-en-ligne", "Lien envoyé par courriel."))
    team.post(url(online), row(other, "passe-en-ligne"))
    for each in (first, other):
        each.refresh_from_db()
        assert each.status == Status.MOVED_ONLINE


def test_the_screen_says_of_which_event_it_is(team: Client) -> None:
    event = EventPageFactory(title="Photos", place=PlacePageFactory(title="Le Dôme"))

    assert "Photos, Le Dôme" in text_of(team.get(url(event)))


def test_dates_of_other_events_and_of_the_past_are_not_changed(team: Client) -> None:
    event, other = weekly(), weekly()
    past = OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=9))
    foreign = other.occurrences.first()

    team.post(url(event), row(past, "annule") | row(foreign, "annule"))

    assert not Occurrence.objects.filter(status=Status.CANCELLED).exists()


def test_only_dates_to_come_are_shown_forty_at_a_time(team: Client) -> None:
    event = weekly(rule="FREQ=WEEKLY;COUNT=50")
    OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=9))

    assert len(rows(team.get(url(event)))) == 40
    assert len(rows(team.get(url(event), {"p": "2"}))) == 10
    assert team.get(url(event), {"p": "'"}).status_code == 200


def test_a_date_that_was_put_off_says_where_it_was(team: Client) -> None:
    event = EventPageFactory()
    date = event.occurrences.get()
    put_off(date, date.starts_at + timedelta(days=1), date.ends_at + timedelta(days=1))

    assert f"prévu d’abord {moved_from(date)}" in text_of(team.get(url(event)))


def test_an_event_without_dates_says_so(team: Client) -> None:
    text = text_of(team.get(url(EventPageFactory(live=False))))

    assert "aucune date à venir" in text
    assert "n’est pas publié" in text


def test_the_button_leads_there_from_the_form_and_from_the_listing(team: Client) -> None:
    event = EventPageFactory()

    for address in (edit_url(event), reverse("events_agenda:index")):
        assert f'href="{url(event)}"' in team.get(address).content.decode()


@pytest.mark.parametrize("role", ["visitor", "manager", "outsider"])
def test_who_may_not_edit_the_event_changes_nothing(role: str) -> None:
    event = weekly()
    first = event.occurrences.first()

    response = signed_in(role).post(url(event), row(first, "annule"))

    assert outcome(response) != "open"
    first.refresh_from_db()
    assert first.status == Status.SCHEDULED
