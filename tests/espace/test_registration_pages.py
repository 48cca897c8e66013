"""A manager and those who register: who comes, who to call, who came, the year in numbers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.models import PlacePage
from events.models import EventPage, Occurrence, Registration
from events.services.occurrences import put_off, set_status
from tests.clock import DECEMBER_2026
from tests.events.registrations import event_with_seats, registered, standing
from tests.factories import EventPageFactory, OccurrenceFactory, PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import hidden_fields, main_text

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DECEMBER_2026, tick=False)]
PHONE = "+33612345678"
MOST = 15  # queries


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(title="Le Phare", phone="+33231946594")


@pytest.fixture
def manager(place: PlacePage) -> Client:
    user = UserFactory()
    place.managers.add(user)
    client = Client(enforce_csrf_checks=False)
    client.force_login(user)
    return client


@pytest.fixture
def date(place: PlacePage) -> Occurrence:
    event = event_with_seats(capacity=2, place=place, title="Photos de famille")
    return event.occurrences.get()


def url(name: str, date: Occurrence, *args: object) -> str:
    return reverse(f"espace:{name}", args=[date.place_id, date.pk, *args])


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return main_text(response.content.decode()).replace("\u00a0", " ")


def begin(date: Occurrence, hours: int = 3) -> None:
    start = timezone.now() - timedelta(hours=hours)
    Occurrence.objects.filter(pk=date.pk).update(
        original_start=start, starts_at=start, ends_at=start + timedelta(hours=2)
    )


def test_the_list_of_a_date_says_who_comes_who_waits_and_how_to_reach_them(
    manager: Client, date: Occurrence
) -> None:
    registered(date, "ana@exemple.fr", seats=2, name="Ana Petit")
    registered(date, PHONE, name="Bob Leroy")

    text = read(manager, url("date_registrations", date))

    assert "2 places prises sur 2" in text
    assert "1 en attente" in text
    assert text.index("Ana Petit") < text.index("Liste d’attente") < text.index("Bob Leroy")
    assert "06 12 34 56 78" in text
    printed = read(manager, url("printed_registrations", date))
    assert "Ana Petit" in printed
    assert "Bob Leroy" in printed


def test_who_calls_is_added_and_waits_when_it_is_full(manager: Client, date: Occurrence) -> None:
    for name, contact in (("Ana", "ana@exemple.fr"), ("Bob", "06 12 34 56 78"), ("Cyd", "")):
        data = {"name": name, "contact": contact, "seats": "1"}
        answer = manager.post(url("add_registration", date), data, follow=True)

    assert standing(date) == [
        ("ana@exemple.fr", "Inscrit"),
        (PHONE, "Inscrit"),
        ("", "En liste d’attente"),
    ]
    assert "liste d’attente" in answer.content.decode()
    assert [mail.to for mail in sent_mails()] == [["ana@exemple.fr"]]


def test_what_is_to_correct_keeps_what_was_typed(manager: Client, date: Occurrence) -> None:
    data = {"name": "Ana", "contact": "12", "seats": "1"}

    answer = manager.post(url("add_registration", date), data)

    assert answer.status_code == 422
    assert 'value="Ana"' in answer.content.decode()
    assert standing(date) == []


def test_nobody_is_added_to_a_date_that_does_not_take_place(
    manager: Client, date: Occurrence
) -> None:
    set_status(date, Occurrence.Status.CANCELLED)

    answer = manager.post(url("add_registration", date), {"name": "Ana", "seats": "1"}, follow=True)

    assert "personne n’est ajouté" in answer.content.decode()
    assert standing(date) == []


def test_who_is_taken_off_leaves_the_seat_to_the_next_one(
    manager: Client, date: Occurrence
) -> None:
    one = registered(date, "ana@exemple.fr", seats=2)
    registered(date, PHONE, name="Bob Leroy")
    take_off = url("take_off", date, one.pk)
    assert "Un courriel prévient la personne" in read(manager, take_off)
    assert len(standing(date)) == 2

    manager.post(take_off)

    assert standing(date) == [(PHONE, "Inscrit")]
    assert "Une place s’est libérée" in read(manager, url("date_registrations", date))


def test_who_has_no_mail_is_to_call_until_the_place_says_it_is_done(
    manager: Client, date: Occurrence
) -> None:
    one = registered(date, PHONE, name="Bob Leroy")
    put_off(date, date.starts_at + timedelta(days=1), date.ends_at + timedelta(days=1))
    assert "1 à appeler" in read(manager, reverse("espace:place", args=[date.place_id]))
    assert "Date déplacée" in read(manager, url("date_registrations", date))

    told = hidden_fields(manager.get(url("date_registrations", date)), "main form")
    manager.post(url("told", date, one.pk), told)

    assert "À appeler" not in read(manager, url("date_registrations", date))


def test_a_cancelled_date_that_is_moved_is_told_as_moved_and_says_whom_to_call(
    manager: Client, date: Occurrence
) -> None:
    registered(date, "ana@exemple.fr")
    registered(date, PHONE)
    manager.post(url("date_deed", date, "annuler"))
    assert "vous si elles n’ont laissé qu’un téléphone" in read(manager, url("date", date))

    moment = {"day": "2026-12-10", "start_time": "18:30", "end_time": "20:00"}
    manager.post(url("date_move", date), moment)

    assert [mail.subject.split("\u00a0:")[0] for mail in sent_mails()[1:]] == ["Nouvelle date"]
    assert [each.news for each in date.registrations.to_call()] == ["deplace"]
    assert "1 personne inscrite à appeler" in read(manager, url("date", date))


def test_presence_is_ticked_once_and_only_its_count_is_kept(
    manager: Client, date: Occurrence
) -> None:
    ana = registered(date, "ana@exemple.fr", name="Ana")
    registered(date, "bob@exemple.fr", name="Bob")
    begin(date)
    address = url("presence", date)
    assert "Noter qui est venu" in read(manager, reverse("espace:place", args=[date.place_id]))

    manager.post(address, {f"present-{ana.pk}": "on", "others": "3"})

    date.refresh_from_db()
    assert date.came == 4
    page = manager.get(address).content.decode()
    assert "Ana" not in page
    assert 'value="4"' in page
    manager.post(address, {"came": "5"})
    date.refresh_from_db()
    assert date.came == 5


def test_a_group_may_come_in_part(manager: Client, date: Occurrence) -> None:
    group = registered(date, "ana@exemple.fr", seats=2)
    begin(date)

    manager.post(url("presence", date), {f"present-{group.pk}": "1", "others": ""})

    date.refresh_from_db()
    assert date.came == 1


@pytest.mark.parametrize("typed", ["", "-1", "99999", "beaucoup"])
def test_a_number_that_is_none_is_not_kept(manager: Client, date: Occurrence, typed: str) -> None:
    begin(date)

    assert manager.post(url("presence", date), {"came": typed}).status_code == 422
    date.refresh_from_db()
    assert date.came is None


def test_nobody_is_counted_before_it_begins(manager: Client, date: Occurrence) -> None:
    manager.post(url("presence", date), {"came": "7"})

    date.refresh_from_db()
    assert date.came is None


def test_the_year_is_told_by_month_without_what_did_not_take_place(
    manager: Client, place: PlacePage
) -> None:
    event = event_with_seats(place=place, title="=HYPERLINK(1)")
    for months, fields in (
        (1, {"seats_taken": 6, "came": 5}),
        (1, {"seats_taken": 2}),
        (1, {"status": Occurrence.Status.CANCELLED, "seats_taken": 9}),
        (3, {"came": 8}),
        (13, {"came": 100}),
    ):
        start = timezone.now() - timedelta(days=30 * months)
        start += timedelta(hours=Occurrence.objects.count())
        OccurrenceFactory(event=event, starts_at=start, **fields)

    text = read(manager, reverse("espace:figures", args=[place.pk]))
    file = manager.get(reverse("espace:figures_csv", args=[place.pk])).getvalue().decode()

    assert "Novembre 2026 2 8 5 1 date comptée sur 2" in " ".join(text.split())
    assert "Septembre 2026 1 0 8" in " ".join(text.split())
    assert "Toute l’année 3 8 13 2 dates comptées sur 3" in " ".join(text.split())
    lines = file.splitlines()
    assert len(lines) == 4
    assert "'=HYPERLINK(1)" in lines[1]  # no spreadsheet runs it
    before = read(manager, reverse("espace:figures", args=[place.pk]) + "?annee=2025")
    assert "Toute l’année 1 0 100" in " ".join(before.split())


@pytest.mark.one_engine
@pytest.mark.parametrize("year", ["1", "99999999999999999999", "²", "abc", "2027"])
def test_a_year_without_sense_is_this_one(manager: Client, place: PlacePage, year: str) -> None:
    address = reverse("espace:figures", args=[place.pk])

    assert "Chiffres 2026" in read(manager, f"{address}?annee={year}")


@pytest.mark.parametrize("name", ["take_off", "told"])
def test_a_registration_of_another_date_is_not_found(
    manager: Client, date: Occurrence, name: str
) -> None:
    other = event_with_seats().occurrences.get()
    theirs = registered(other, PHONE)
    Registration.objects.update(news="place")

    assert manager.post(url(name, date, theirs.pk)).status_code == 404
    swapped = reverse(f"espace:{name}", args=[date.place_id, other.pk, theirs.pk])
    assert manager.post(swapped).status_code == 404
    theirs.refresh_from_db()
    assert theirs.news == "place"


def test_a_place_that_prefers_the_phone_sees_nothing_of_it(
    manager: Client, place: PlacePage
) -> None:
    EventPageFactory(place=place, booking=EventPage.Booking.PHONE)
    address = reverse("espace:place", args=[place.pk])

    assert "places prises" not in read(manager, address)
    assert "Si vous préférez le téléphone" in read(
        manager, reverse("espace:registrations", args=[place.pk])
    )


@pytest.mark.parametrize("number", [5, 60])
def test_the_home_and_the_list_cost_the_same_whatever_is_registered(
    manager: Client, place: PlacePage, number: int
) -> None:
    event = event_with_seats(capacity=9, place=place, rule=f"FREQ=DAILY;COUNT={number}")
    for date in event.occurrences.all():
        registered(date, PHONE)
    Registration.objects.update(news="deplace")

    for name in ("place", "registrations"):
        with CaptureQueriesContext(connection) as captured:
            manager.get(reverse(f"espace:{name}", args=[place.pk]))
        assert len(captured) <= MOST, name
