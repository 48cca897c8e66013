"""A manager says what becomes of a date: at once and everywhere, whatever waits for the team."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.models import EventPage, Occurrence
from events.services.occurrences import extend_all
from tests.ami.papers import needs_pango, objects
from tests.clock import in_december_2026
from tests.espace.posting import Manager, a_manager
from tests.factories import EventPageFactory, OccurrenceFactory
from tests.reading import content_of, links, main_text, text_of

pytestmark = [pytest.mark.django_db, in_december_2026]
Status = Occurrence.Status


@pytest.fixture
def manager(db: None) -> Manager:
    return a_manager()


@pytest.fixture
def event(manager: Manager) -> EventPage:
    return EventPageFactory(
        place=manager.place, title="Tablettes", starts_on=date(2026, 12, 8), rule="FREQ=WEEKLY"
    )


def told(event: EventPage) -> dict[str, str]:
    """Return what each channel says of *event*, with none of what caches keep."""
    channels = ("agenda.ics", "rss.xml", "evenements.json")
    return {name: Client().get(f"{event.url}{name}").content.decode() for name in channels}


def test_a_date_is_cancelled_in_two_taps_from_the_home_of_the_place(
    manager: Manager, event: EventPage
) -> None:
    (first,) = [
        url
        for text, url in links(manager.get("place")).items()
        if text.startswith("Annuler") and "mardi 8 décembre" in text
    ]
    assert "Qui le voit" in main_text(manager.client.get(first))
    manager.client.post(first, {"note": "Nolwenn est malade."})

    page = main_text(Client().get(event.url))
    assert "Annulé" in page
    assert "Nolwenn est malade." in page
    assert "ANNULÉ – Tablettes" in told(event)["rss.xml"]
    assert "STATUS:CANCELLED" in told(event)["agenda.ics"]
    assert '"status": 6' in told(event)["evenements.json"].replace('"status":6', '"status": 6')
    assert "Annulé" in text_of(Client().get("/agenda/"))


def test_a_date_goes_to_another_day_and_hour(manager: Manager, event: EventPage) -> None:
    moved = event.occurrences.all()[0]
    manager.post("date_deed", moved.pk, "annuler")

    manager.post(
        "date_move",
        moved.pk,
        day="2026-12-10",
        start_time="18:30",
        end_time="20:00",
        note="Salle B.",
    )

    moved.refresh_from_db()
    assert moved.starts_at == datetime(2026, 12, 10, 17, 30, tzinfo=UTC)
    assert (moved.status, moved.note) == (Status.SCHEDULED, "Salle B.")
    page = main_text(Client().get(event.url))
    assert "jeudi 10 décembre 2026" in page.lower()
    assert "Prévu d’abord le mardi 8 décembre 2026" in page
    assert "DTSTART;TZID=Europe/Paris:20261210T183000" in told(event)["agenda.ics"]


@pytest.mark.parametrize(
    ("day", "start", "end", "said"),
    [
        ("2026-11-30", "10:00", "12:00", "Ce moment est déjà passé."),
        ("2027-03-28", "02:30", "04:00", "les horloges avancent d’une heure"),
        ("3026-12-10", "10:00", "12:00", "Cette année n’est pas plausible."),
    ],
)
def test_a_date_is_not_moved_where_it_could_not_be_held(
    manager: Manager, event: EventPage, day: str, start: str, end: str, said: str
) -> None:
    date = event.occurrences.all()[0]

    response = manager.post("date_move", date.pk, day=day, start_time=start, end_time=end)

    assert response.status_code == 422
    assert said in response.content.decode()
    date.refresh_from_db()
    assert date.starts_at == date.original_start


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        ("complet", Status.FULL),
        ("reporter", Status.POSTPONED),
        ("en-ligne", Status.MOVED_ONLINE),
        ("preciser", Status.SCHEDULED),
    ],
)
def test_what_is_said_of_a_date_is_taken_back(
    manager: Manager, event: EventPage, deed: str, status: Status
) -> None:
    date = event.occurrences.all()[0]

    manager.post("date_deed", date.pk, deed, note="Voir l’accueil.")
    date.refresh_from_db()
    assert (date.status, date.note) == (status, "Voir l’accueil.")

    manager.post("date_deed", date.pk, "prevu")
    date.refresh_from_db()
    assert (date.status, date.note) == (Status.SCHEDULED, "")


def test_what_was_said_of_a_date_is_shown_before_it_would_be_lost(
    manager: Manager, event: EventPage
) -> None:
    date = event.occurrences.all()[0]

    manager.post("date_deed", date.pk, "preciser", note="Salle B.")
    assert 'value="Salle B."' in manager.get("date_deed", date.pk, "complet").content.decode()

    manager.post("date_deed", date.pk, "annuler", note="Nolwenn est malade.")
    assert (
        "malade"
        not in manager.get("date_deed", date.pk, "prevu").content.decode().split("<form")[1]
    )


def test_a_date_put_off_has_no_other_day(manager: Manager, event: EventPage) -> None:
    date = event.occurrences.all()[0]
    manager.post("date_move", date.pk, day="2026-12-10", start_time="18:30", end_time="20:00")

    manager.post("date_deed", date.pk, "reporter")

    date.refresh_from_db()
    assert date.status == Status.SCHEDULED
    assert "Reporter sans nouvelle date" not in main_text(manager.get("date", date.pk))


def test_a_date_goes_online_once_people_know_how(manager: Manager, event: EventPage) -> None:
    date = event.occurrences.all()[0]

    response = manager.post("date_deed", date.pk, "en-ligne")

    assert "Dites comment participer en ligne" in response.content.decode()
    date.refresh_from_db()
    assert date.status == Status.SCHEDULED


def test_a_double_click_says_it_once(manager: Manager, event: EventPage) -> None:
    date = event.occurrences.all()[0]

    manager.post("date_deed", date.pk, "complet")
    manager.post("date_deed", date.pk, "complet")

    date.refresh_from_db()
    assert date.sequence == 1


def test_a_date_that_is_over_does_not_change(manager: Manager, event: EventPage) -> None:
    now = timezone.now()
    over = OccurrenceFactory(
        event=event,
        place=manager.place,
        departement=manager.place.commune.departement,
        original_start=now - timedelta(days=1),
        starts_at=now - timedelta(days=1),
        ends_at=now - timedelta(hours=22),
    )

    manager.post("date_deed", over.pk, "annuler")

    over.refresh_from_db()
    assert over.status == Status.SCHEDULED
    assert "elle ne change plus" in main_text(manager.get("date", over.pk))


def test_a_series_called_off_stays_so_whatever_is_published_later(
    manager: Manager, event: EventPage, time_machine: object
) -> None:
    event.save_revision()
    manager.post("workshop_call_off", event.pk, note="Plus d’animateur.")
    known = event.occurrences.count()
    event.refresh_from_db()
    event.get_latest_revision().publish()  # which was written before

    time_machine.move_to(timezone.now() + timedelta(days=90))
    extend_all()
    manager.client.force_login(manager.user)

    assert set(event.occurrences.values_list("status", "note")) == {
        (Status.CANCELLED, "Plus d’animateur.")
    }
    assert event.occurrences.count() == known

    manager.post("workshop_call_off", event.pk, reprendre="oui")
    assert set(event.occurrences.upcoming().values_list("status", flat=True)) == {Status.SCHEDULED}
    assert event.occurrences.count() > known


def test_the_programme_of_a_month_is_read_printed_and_counted(
    manager: Manager, event: EventPage
) -> None:
    EventPage.objects.filter(pk=event.pk).update(title="=Tablettes")
    manager.post("date_deed", event.occurrences.all()[1].pk, "complet", note="Liste d’attente.")

    programme = main_text(manager.get("programme", mois="2026-12"))
    csv = manager.get("programme_csv", mois="2026-12").content.decode("utf-8-sig")

    assert "Mardi 15 décembre 2026" in programme
    assert "Liste d’attente." in programme
    assert "5 janvier" not in programme
    assert csv.splitlines()[2].startswith("15/12/2026;14:00;16:00;'=Tablettes;Atelier;Complet;")
    assert len(csv.splitlines()) == 5  # the heading, and the four Tuesdays that are left


@pytest.mark.parametrize("hidden", ["withdrawn", "of a sheet not published", "for some alone"])
def test_the_programme_tells_nothing_that_visitors_do_not_see(
    manager: Manager, event: EventPage, hidden: str
) -> None:
    if hidden == "for some alone":
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    else:
        page = event if hidden == "withdrawn" else manager.place
        Page.objects.filter(pk=page.pk).update(live=False)

    assert "Tablettes" not in main_text(manager.get("programme", mois="2026-12"))
    assert len(manager.get("programme_csv", mois="2026-12").content.splitlines()) == 1


def test_the_programme_is_a_pdf_that_screen_readers_read(
    manager: Manager, event: EventPage
) -> None:
    needs_pango()

    response = manager.get("programme_pdf", mois="2026-12")

    content = content_of(response)
    assert response["Content-Type"] == "application/pdf"
    assert content.startswith(b"%PDF-")
    assert b"pdfuaid" in objects(content)
