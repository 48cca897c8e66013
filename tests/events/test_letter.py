"""The weekly letter: asked for, confirmed, sent once, left in one click."""

import re
import secrets
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.jobs import TIMED_JOBS
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail
from core.models import AccessToken, OutgoingMail
from core.rows import name_of
from core.text.formats import long_day
from events.models import EventPage, Occurrence, Subscription
from events.services.letter import CONSENT, leave, send_letters, sending
from events.services.letter.person import held_on
from events.services.occurrences import put_off, set_status
from tests.directory.rounds import bus
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    PlacePageFactory,
)
from tests.mails import sent_mails
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
URL = "/agenda/lettre/"


@pytest.fixture(autouse=True, scope="module")
def agenda(made_once: Callable) -> None:
    made_once(AgendaPageFactory)


def token() -> str:
    """Return the token of a form that was opened ten seconds ago."""
    long_ago = timezone.now().timestamp() - 10
    with patch("django.core.signing.time.time", return_value=long_ago):
        return TimestampSigner(salt="agenda-letter").sign(secrets.token_urlsafe(12))


def ask_for_it(client: Client, email: str = "camille@exemple.fr", **choices: object):
    return client.post(URL, {"email": email, "token": token(), "website": ""} | choices)


def link_in(message: mail.EmailMessage) -> str:
    (link,) = re.findall(r"https?://[^/\s]+(/agenda/lettre/\S+)", message.body)
    return link


def subscribed(**fields: object) -> Subscription:
    defaults = {"email": "camille@exemple.fr", "consent": CONSENT, "confirmed_at": timezone.now()}
    return Subscription.objects.create(**defaults | fields)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_nothing_is_sent_to_who_has_not_confirmed(client: Client) -> None:
    response = ask_for_it(client)

    assert "Ouvrez votre messagerie" in response.content.decode()
    assert response.cookies == {}
    EventPageFactory(starts_on=tomorrow())
    assert len(sent_mails()) == 1
    send_letters()
    assert len(sent_mails()) == 1


def test_the_link_of_the_mail_confirms_by_a_button_and_keeps_the_proof(client: Client) -> None:
    ask_for_it(client)
    link = link_in(sent_mails()[0])

    client.get(link)  # a program that reads mails
    assert not Subscription.objects.confirmed().exists()
    response = client.post(link)

    assert "confirmé" in response.content.decode()
    subscription = Subscription.objects.confirmed().get()
    assert subscription.consent == CONSENT
    assert subscription.asked_at <= subscription.confirmed_at


def test_a_letter_tells_the_days_to_come_with_their_states(client: Client) -> None:
    subscribed()
    event = EventPageFactory(title="Café numérique", starts_on=tomorrow())
    set_status(event.occurrences.get(), Occurrence.Status.CANCELLED, "Reporté en mai.")

    send_letters()

    (letter,) = sent_mails()
    assert "ANNULÉ – Café numérique" in letter.body
    assert "Reporté en mai." in letter.body
    assert f"/agenda/d/{event.occurrences.get().pk}/" in letter.body


def test_a_letter_may_be_asked_in_short_sentences(client: Client) -> None:
    event = EventPageFactory(title="Café numérique", starts_on=tomorrow(), price=5)
    set_status(event.occurrences.get(), Occurrence.Status.CANCELLED, "Reporté en mai.")
    ask_for_it(client, facile="on")
    client.post(link_in(sent_mails()[0]))

    send_letters()

    body = sent_mails()[1].body.replace("\u00a0", " ")
    assert "Attention : ce rendez-vous est annulé." in body
    assert f"Le lieu : {event.get_parent().title}, Caen." in body
    assert "Le prix : 5 €." in body
    assert "ANNULÉ –" not in body
    assert "Arrêter la lettre" in body
    assert f"/agenda/d/{event.occurrences.get().pk}/" in body
    assert held_on(Subscription.objects.get())["abonnements"][0]["version"] == "facile à lire"


def test_a_letter_says_that_a_date_is_the_new_day_of_another_one() -> None:
    subscribed()
    for title in ("Photos", "Courriels"):
        event = EventPageFactory(title=title, starts_on=tomorrow())
        date = event.occurrences.get()
        set_status(date, Occurrence.Status.POSTPONED)
    put_off(date, date.starts_at + timedelta(days=2), date.ends_at + timedelta(days=2))

    send_letters()

    (letter,) = sent_mails()
    assert ": REPORTÉ – Photos" in letter.body
    assert ": Courriels" in letter.body  # who comes that day is welcome
    assert f"  Prévu d’abord le {long_day(tomorrow())}.\n" in letter.body
    assert letter.body.count("Prévu d’abord") == 1


def test_only_what_was_chosen_is_told() -> None:
    caen = EventPageFactory(title="À Caen", starts_on=tomorrow(), themes=["Image"])
    rouen = PlacePageFactory(commune=CommuneFactory(rouen=True))
    EventPageFactory(title="À Rouen", starts_on=tomorrow(), place=rouen, themes=["Image"])
    EventPageFactory(title="Autre thème", starts_on=tomorrow())
    chosen = subscribed()
    chosen.departements.set(["14"])
    chosen.themes.set(caen.themes.all())

    send_letters()

    body = sent_mails()[0].body
    assert "À Caen" in body
    assert "À Rouen" not in body
    assert "Autre thème" not in body


def test_what_lies_near_the_commune_is_told_with_price_booking_and_a_short_link(
    client: Client,
) -> None:
    rouen = PlacePageFactory(commune=CommuneFactory(rouen=True))
    near = EventPageFactory(
        title="À Caen", starts_on=tomorrow(), price=5, booking=EventPage.Booking.NONE
    )
    EventPageFactory(title="À Rouen", starts_on=tomorrow(), place=rouen)
    EventPageFactory(title="Dans le bus", starts_on=tomorrow(), place=bus())
    ask_for_it(client, commune="14000", rayon="10", departements=["76"])
    client.post(link_in(sent_mails()[0]))

    send_letters()

    letter = sent_mails()[1]
    body = letter.body.replace("\u00a0", " ")
    assert "à moins de 10 km de Caen" in body
    assert "À Rouen" not in body
    assert "5 €\n  Sans réservation\n" in body
    assert re.search(r", Caen, à \d+ m\n", body)
    assert "Le bus, Caen\n" in body  # nobody is received at its office
    shorts = re.findall(r"https?://[^/]+(/agenda/d/\d+/)", body)
    (short,) = (each for each in shorts if client.get(each)["Location"] == near.url)
    assert client.get("/agenda/d/99999999999999999999/").status_code == 404
    html = str(letter.alternatives[0][0])
    assert short in html
    near.unpublish()
    assert client.get(short).status_code == 404


def test_a_commune_that_is_not_known_is_told(client: Client) -> None:
    response = ask_for_it(client, commune="Nullepart")

    assert response.status_code == 422
    assert "Nous ne connaissons pas de commune" in response.content.decode()
    assert sent_mails() == []


def test_nothing_is_sent_twice_nor_without_news() -> None:
    subscribed()
    call_command("send_letters")
    assert sent_mails() == []

    EventPageFactory(starts_on=tomorrow())
    call_command("send_letters")
    call_command("send_letters")

    assert len(sent_mails()) == 1
    send_letters(timezone.localdate() + timedelta(days=7))
    assert len(sent_mails()) == 2


def test_who_subscribes_again_in_the_week_has_had_its_letter(client: Client) -> None:
    subscribed()
    EventPageFactory(starts_on=tomorrow())
    send_letters()
    ask_for_it(client)
    letter, confirmation = sent_mails()

    client.post(link_in(confirmation))
    send_letters()

    assert sent_mails() == [letter, confirmation]


def test_who_leaves_gets_no_letter_that_waits() -> None:
    subscription = subscribed()
    EventPageFactory(starts_on=tomorrow())
    send_letters()

    leave(subscription)

    assert sent_mails() == []


def test_a_mailbox_unsubscribes_in_one_click(client: Client) -> None:
    subscribed()
    EventPageFactory(starts_on=tomorrow())
    send_letters()
    (letter,) = sent_mails()

    strict = Client(enforce_csrf_checks=True)
    response = strict.post(way_out_of(letter), {"List-Unsubscribe": "One-Click"})

    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert response.status_code == 200
    assert response.cookies == {}
    assert not Subscription.objects.exists()


def way_out_of(letter: mail.EmailMessage) -> str:
    """Return the path by which the mailbox leaves."""
    address = re.fullmatch(r"<https?://[^/]+(/.*)>", letter.extra_headers["List-Unsubscribe"])
    assert address
    return address[1]


def letter_of(week: int = 0) -> mail.EmailMessage:
    send_letters(timezone.localdate() + timedelta(days=7 * week))
    return sent_mails()[-1]


def test_to_open_the_link_does_not_unsubscribe(client: Client) -> None:
    subscribed()
    EventPageFactory(starts_on=tomorrow())

    response = client.get(way_out_of(letter_of()))

    assert "Me désabonner" in response.content.decode()
    assert Subscription.objects.exists()


def test_the_link_of_any_letter_ends_the_subscription_of_now(client: Client) -> None:
    """Each has its own; that of a subscription which another has replaced is as good."""
    subscribed()
    EventPageFactory(starts_on=tomorrow())
    first, second = letter_of(), letter_of(week=1)
    ask_for_it(client)
    client.post(link_in(sent_mails()[-1]))
    assert way_out_of(first) != way_out_of(second)

    response = client.post(way_out_of(first))

    assert "Votre abonnement est arrêté" in response.content.decode()
    assert not Subscription.objects.exists()
    assert not AccessToken.objects.exists()


def test_a_link_that_ends_nothing_does_not_say_that_it_did(client: Client) -> None:
    subscribed()
    EventPageFactory(starts_on=tomorrow())
    link = way_out_of(letter_of())

    with time_machine.travel(timezone.now() + timedelta(days=366)):
        too_old = client.post(link).content.decode()

    assert Subscription.objects.exists()
    client.post(link)
    again = client.post(link).content.decode()
    for html in (too_old, again):
        assert "Votre abonnement est arrêté" not in html
        assert "Ce lien n’arrête aucun abonnement" in html


def test_a_request_is_confirmed_within_a_week_by_its_own_link(client: Client) -> None:
    ask_for_it(client)
    link = link_in(sent_mails()[0])

    assert "aucun abonnement" in client.post(f"{link}desabonnement/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.post(link).status_code == 404
    assert client.post(link).status_code == 200
    assert client.post(link).status_code == 200  # pressed twice


def test_the_database_holds_no_link_that_has_left(client: Client) -> None:
    subscribed()
    EventPageFactory(starts_on=tomorrow())
    secret = way_out_of(letter_of()).split("/")[-3]

    held = [list(model.objects.values()) for model in (Subscription, AccessToken, OutgoingMail)]

    assert len(secret) > 40
    assert secret not in str(held)


def test_the_answer_does_not_tell_who_is_subscribed(client: Client) -> None:
    subscribed()

    known, unknown = ask_for_it(client), ask_for_it(client, "autre@exemple.fr")

    assert known.content == unknown.content
    client.post(link_in(sent_mails()[0]))
    assert Subscription.objects.filter(email="camille@exemple.fr").count() == 1


def waiting_for(days: int) -> Subscription:
    return subscribed(confirmed_at=None, asked_at=timezone.now() - timedelta(days=days))


def test_the_work_of_the_night_erases_what_nobody_confirmed_within_a_week() -> None:
    waiting_for(days=8)
    recent, confirmed = waiting_for(days=6), subscribed()
    subscribed(email="fidele@exemple.fr", asked_at=timezone.now() - timedelta(days=4_000))

    call_command("daily", "core.erase_what_is_due", stdout=StringIO())

    left = set(Subscription.objects.exclude(email="fidele@exemple.fr"))
    assert left == {recent, confirmed}
    assert Subscription.objects.filter(email="fidele@exemple.fr").exists()


def test_a_new_request_erases_nothing_of_others(client: Client) -> None:
    waiting = waiting_for(days=8)

    ask_for_it(client, "autre@exemple.fr")

    assert waiting in Subscription.objects.all()


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"email": ""}, 422),
        ({"email": "pas une adresse"}, 422),
        ({"email": "camille@exemple.fr", "website": "http://robot.example"}, 422),
        ({"email": "camille@exemple.fr\nBcc: x@y.example"}, 422),
        ({"email": "camille@exemple.fr", "departements": ["14", "999"]}, 422),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_sent(
    client: Client, data: dict[str, object], status: int
) -> None:
    response = client.post(URL, {"token": token()} | data)

    assert response.status_code == status
    assert sent_mails() == []
    assert not Subscription.objects.exists()


def test_an_unknown_link_says_so(client: Client) -> None:
    assert client.get(f"{URL}inconnu/").status_code == 404
    assert client.post(f"{URL}inconnu/desabonnement/").status_code == 200


def test_letters_cost_the_same_queries_for_more_dates() -> None:
    subscribed()

    def queries() -> int:
        OutgoingMail.objects.all().delete()
        with CaptureQueriesContext(connection) as log:
            send_letters()
        return len(log)

    EventPageFactory(starts_on=tomorrow())
    queries()
    few = queries()
    for _ in range(4):
        EventPageFactory(starts_on=tomorrow(), rule="FREQ=DAILY;COUNT=5")

    assert queries() <= few
    assert sent_mails()[-1].body.count("Atelier numérique") == 21


def letters_and_failure() -> tuple[list[mail.EmailMessage], str]:
    """Write the letters as the timer does; return what leaves, and what the command ends with."""
    try:
        call_command("send_letters", stdout=StringIO())
    except CommandError as error:
        return sent_mails(), str(error)
    return sent_mails(), ""


def test_a_date_that_cannot_be_told_costs_no_letter(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    subscribed()
    broken = EventPageFactory(title="Illisible", starts_on=tomorrow()).occurrences.get()
    EventPageFactory(title="Lisible", starts_on=tomorrow())
    caplog.clear()

    def prefix_of(date: Occurrence) -> str:
        return "" if date != broken else {}[date.event.title]

    monkeypatch.setattr(sending.wording, "prefix_of", prefix_of)

    (letter,), failure = letters_and_failure()

    assert "Lisible" in letter.body
    assert "Illisible" not in letter.body + failure + caplog.text
    assert failure == f"Échecs\u00a0: {name_of(broken)} (KeyError)"


def test_a_letter_that_cannot_be_written_costs_itself_alone_and_staff_see_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = subscribed()
    broken, last = subscribed(email="b@exemple.fr"), subscribed(email="c@exemple.fr")
    EventPageFactory(starts_on=tomorrow())

    def write(kind: MailKind, *, about: Subscription, **mail: Any) -> None:
        if about == broken:
            raise LookupError(about.email)
        queue_mail(kind, about=about, **mail)

    monkeypatch.setattr(sending, "queue_mail", write)

    letters, failure = letters_and_failure()

    assert [letter.to for letter in letters] == [[first.email], [last.email]]
    assert failure == f"Échecs\u00a0: {name_of(broken)} (LookupError)"
    report = signed_in("team").get(reverse("core_jobs")).content.decode()
    told = f"2 lettres à envoyer, 0 lettres sans rien à dire, en échec\u00a0: {name_of(broken)}"
    assert told in report
    home = signed_in("team").get(reverse("wagtailadmin_home")).content.decode()
    label = TIMED_JOBS["events.write_letters"].label
    assert f"<li>{label}&nbsp;: <strong>a échoué</strong></li>" in home
