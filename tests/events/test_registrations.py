"""Registering for a date, waiting for a seat, leaving; what is told, and what is kept."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core.models import AccessToken, OutgoingMail
from events.models import EventPage, Occurrence, Registration
from events.services.occurrences import set_status
from tests.clock import DECEMBER_2026
from tests.events.registrations import (
    date_with_seats,
    event_with_seats,
    form_url,
    leaving_path,
    opened,
    registered,
    send,
    standing,
)
from tests.factories import EventPageFactory, PlacePageFactory
from tests.mails import sent_mails
from tests.reading import main_text

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DECEMBER_2026, tick=False)]
SEATED, WAITING = "Inscrit", "En liste d’attente"


def read(client: Client, url: str) -> str:
    return main_text(client.get(url).content.decode())


def test_who_registers_by_mail_is_told_and_may_cancel_from_the_mail(client: Client) -> None:
    date = date_with_seats(title="Photos de famille")

    response = send(date, seats="2")

    assert "2 places vous sont réservées" in main_text(response.content.decode())
    assert response.cookies == {}
    [mail] = sent_mails()
    assert mail.to == ["camille@exemple.fr"]
    assert mail.subject == "Inscription notée\u00a0: Photos de famille, mardi 8 décembre 2026"
    assert "de 14\u00a0h à 16\u00a0h" in mail.body
    path = leaving_path(mail)
    assert "2 places" in read(client, path)
    assert standing(date) == [("camille@exemple.fr", SEATED)]  # reading it cancels nothing

    gone = Client(enforce_csrf_checks=True).post(path)

    assert "annulée" in gone.content.decode()
    assert (standing(date), AccessToken.objects.count()) == ([], 0)
    assert "n’ouvre plus d’inscription" in read(client, path)


def test_a_mail_never_holds_what_a_visitor_typed(client: Client) -> None:
    date = date_with_seats()
    send(date, name="Achetez sur http://spam.exemple")
    [mail] = sent_mails()
    assert "spam" not in mail.body + mail.subject + str(mail.alternatives)


def test_who_leaves_a_phone_number_gets_no_mail_and_is_told_how_to_cancel(client: Client) -> None:
    date = date_with_seats(place=PlacePageFactory(phone="+33231946594"))

    text = main_text(send(date, "06 12 34 56 78").content.decode())

    assert "prévenez le lieu : 02 31 94 65 94" in text.replace("\u00a0", " ")
    assert Registration.objects.get().phone == "+33612345678"
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("", "Écrivez votre adresse électronique ou votre téléphone."),
        ("camille@", "n’est pas complète"),
        ("12", "téléphone"),
    ],
)
def test_what_is_to_correct_is_said_and_nothing_is_kept(contact: str, said: str) -> None:
    date = date_with_seats()

    response = send(date, contact)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert standing(date) == []


def test_the_same_sending_come_twice_is_one_registration() -> None:
    date = date_with_seats(capacity=5)
    data = opened(date) | {"name": "Camille", "contact": "camille@exemple.fr", "seats": "1"}

    first, *again = (Client().post(form_url(date), data) for _ in range(5))  # counted once

    assert {each.content for each in again} == {first.content}
    assert len(standing(date)) == 1
    assert len(sent_mails()) == 1


def test_an_address_is_kept_as_mailboxes_read_it() -> None:
    date = date_with_seats()

    send(date, "Ana.Petit@Exemple.FR")

    assert standing(date) == [("ana.petit@exemple.fr", SEATED)]


def test_past_the_last_seat_one_waits_and_moves_up_in_order_told_once(client: Client) -> None:
    date = date_with_seats(capacity=1)
    for name in ("ana", "bob", "cyd"):
        send(date, f"{name}@exemple.fr")
    assert standing(date) == [
        ("ana@exemple.fr", SEATED),
        ("bob@exemple.fr", WAITING),
        ("cyd@exemple.fr", WAITING),
    ]
    mails = sent_mails()
    assert "vous êtes sur la liste d’attente" in mails[1].body
    assert "n° 2" in read(client, leaving_path(mails[2])).replace("\u00a0", " ")

    client.post(leaving_path(mails[0]))

    assert standing(date) == [("bob@exemple.fr", SEATED), ("cyd@exemple.fr", WAITING)]
    told = sent_mails()[3:]
    assert [mail.to for mail in told] == [["bob@exemple.fr"]]
    assert told[0].subject.startswith("Une place pour vous")


def test_several_seats_go_together_or_wait_and_let_others_pass(client: Client) -> None:
    date = date_with_seats(capacity=3)
    registered(date, "ana@exemple.fr", seats=2)

    response = send(date, "bob@exemple.fr", seats="2")

    assert "Il ne reste pas 2 places ensemble" in main_text(response.content.decode()).replace(
        "\u00a0", " "
    )
    registered(date, "cyd@exemple.fr")
    assert standing(date) == [
        ("ana@exemple.fr", SEATED),
        ("bob@exemple.fr", WAITING),
        ("cyd@exemple.fr", SEATED),
    ]


def test_more_seats_once_published_move_the_list_up() -> None:
    event = event_with_seats(capacity=1)
    date = event.occurrences.get()
    for contact in ("ana@exemple.fr", "+33612345678"):
        registered(date, contact)

    event.capacity = 2
    event.save_revision().publish()

    assert standing(date) == [("ana@exemple.fr", SEATED), ("+33612345678", SEATED)]
    assert [each.news for each in date.registrations.to_call()] == ["place"]


def test_a_date_without_seats_is_told_full_everywhere_and_keeps_its_state(client: Client) -> None:
    date = date_with_seats(capacity=1, title="Photos de famille")
    calendar = f"{date.event.url}agenda.ics"
    registered(date)

    full = client.get(calendar).content.decode()
    assert "SUMMARY:COMPLET – Photos de famille" in full
    assert "SEQUENCE:1" in full
    assert "SoldOut" in client.get(date.event.url).content.decode()
    assert "Complet : liste d’attente" in read(client, date.event.url).replace("\u00a0", " ")
    date.refresh_from_db()
    assert date.status == Occurrence.Status.SCHEDULED


@pytest.mark.time_machine(DECEMBER_2026, tick=True)  # what is kept is dated
def test_what_was_kept_of_a_date_is_dropped_with_its_last_seat(client: Client) -> None:
    date = date_with_seats(capacity=1)
    calendar = f"{date.event.url}agenda.ics"
    assert "COMPLET" not in client.get(calendar).content.decode()

    registered(date)

    assert "COMPLET" in client.get(calendar).content.decode()


def test_a_date_that_takes_registrations_no_more_has_no_seat_to_lose() -> None:
    event = event_with_seats(capacity=1)
    registered(event.occurrences.get())

    event.booking, event.capacity = EventPage.Booking.PHONE, None
    event.save_revision().publish()

    date = event.occurrences.get()
    assert (date.seats_taken, date.seats_gone) == (1, False)
    assert date.state.label != "Complet"


def test_who_leaves_the_last_seat_opens_the_date_again(client: Client) -> None:
    date = date_with_seats(capacity=1, title="Photos de famille")
    send(date)
    [mail] = sent_mails()

    client.post(leaving_path(mail))

    assert "COMPLET" not in client.get(f"{date.event.url}agenda.ics").content.decode()
    assert "Plus qu’une place" in read(client, date.event.url)


def test_what_the_place_says_full_by_hand_stays_full_and_one_waits() -> None:
    date = date_with_seats(capacity=5)
    set_status(date, Occurrence.Status.FULL)

    registered(date, "ana@exemple.fr")

    assert standing(date) == [("ana@exemple.fr", WAITING)]
    date.refresh_from_db()
    set_status(date, Occurrence.Status.SCHEDULED)
    assert standing(date) == [("ana@exemple.fr", SEATED)]


@pytest.mark.parametrize("closing", ["cancelled", "begun", "phone"])
def test_nobody_registers_for_what_is_not_open(client: Client, closing: str) -> None:
    date = date_with_seats()
    data = opened(date) | {"name": "Camille", "contact": "camille@exemple.fr", "seats": "1"}
    if closing == "cancelled":
        set_status(date, Occurrence.Status.CANCELLED)
    elif closing == "begun":
        Occurrence.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    else:
        EventPage.objects.update(booking=EventPage.Booking.PHONE)

    response = client.post(form_url(date), data)

    assert response.status_code == (404 if closing == "phone" else 200)
    assert closing == "phone" or "closes" in response.content.decode()
    assert standing(date) == []


def test_a_date_of_another_event_is_not_found(client: Client) -> None:
    date, other = date_with_seats(), event_with_seats()

    assert client.get(f"{other.url}inscription/{date.pk}/").status_code == 404
    assert client.get(f"{other.url}inscription/{'9' * 30}/").status_code == 404


def test_one_number_does_not_fill_a_date() -> None:
    date = date_with_seats(capacity=20)

    answers = [send(date, "06 12 34 56 78", name=f"Personne {n}").status_code for n in range(6)]

    assert answers == [200] * 5 + [429]
    assert send(date, "06 12 34 56 79").status_code == 200  # nobody else is counted with it


def test_the_page_says_what_is_left_and_never_who(client: Client) -> None:
    event = event_with_seats(capacity=10)
    date = event.occurrences.get()
    for number in range(7):
        registered(date, f"personne{number}@exemple.fr", name="Zoé Martin")

    html = client.get(event.url).content.decode()

    assert "Plus que 3" in html
    assert "Zoé" not in html
    assert f'href="{form_url(date)}"' in html


def test_an_event_that_says_no_number_of_seats_cannot_take_registrations() -> None:
    event = EventPageFactory.build(booking=EventPage.Booking.HERE, capacity=None)

    with pytest.raises(Exception, match="nombre de places"):
        event.clean()


def test_names_are_erased_two_weeks_after_and_their_number_stays(
    caplog: pytest.LogCaptureFixture,
) -> None:
    date = date_with_seats(capacity=3)
    registered(date, "ana@exemple.fr", seats=2)
    sent_mails()
    Occurrence.objects.update(
        starts_at=timezone.now() - timedelta(days=15, hours=2),
        ends_at=timezone.now() - timedelta(days=13, hours=23),
    )
    call_command("daily", "core.erase_what_is_due")
    assert Registration.objects.exists()
    Occurrence.objects.update(ends_at=timezone.now() - timedelta(days=14, minutes=1))

    with caplog.at_level(logging.DEBUG):
        call_command("daily", "core.erase_what_is_due")

    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.filter(recipient="ana@exemple.fr").exists()
    date.refresh_from_db()
    assert date.seats_taken == 2
    assert "ana@" not in caplog.text
