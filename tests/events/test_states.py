"""A state that nobody has described yet: told by its label wherever dates are, and no error."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from jsonschema import Draft202012Validator
from wagtail.log_actions import log

from events import states
from events.models import EventPage, Occurrence, Subscription
from events.services.letter import CONSENT, send_letters
from events.services.occurrences import STATUS_CHANGED, put_off, say_state
from events.states import STATES, Status
from tests.factories import AgendaPageFactory, EventPageFactory
from tests.mails import sent_mails
from tests.reading import links, map_data, text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db

NEW, LABEL = "en-plein-air", "En plein air"
# Where visitors see dates, by address from the event and its place.
PAGES = {
    "list": "/agenda/",
    "month": "/agenda/?mois={month}",
    "frame": "/agenda/integree/",
    "event": "{event}",
    "poster": "{event}affiche/",
    "place": "{place}",
}


@pytest.fixture(autouse=True, scope="module")
def agenda(made_once: Callable) -> None:
    made_once(AgendaPageFactory)


@pytest.fixture
def one_state_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a state to ``Occurrence.Status``, and nothing else."""
    known = [(each.name, (each.value, each.label)) for each in Status]
    more = models.TextChoices("Status", [*known, ("OUTDOORS", (NEW, LABEL))])
    monkeypatch.setattr(states, "Status", more)
    monkeypatch.setattr(Occurrence, "Status", more)


@pytest.fixture
def event(one_state_more: None) -> EventPage:
    """An event of tomorrow whose only date is in that state."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    event = EventPageFactory(title="Un clic", starts_on=tomorrow)
    event.occurrences.update(status=NEW, note="Prenez un manteau.")
    return event


def at(client: Client, address: str, event: EventPage) -> HttpResponse:
    date = timezone.localtime(event.occurrences.get().starts_at)
    place = f"/annuaire/{event.place.slug}/"
    response = client.get(
        address.format(place=place, event=f"{place}{event.slug}/", month=f"{date:%Y-%m}")
    )
    assert response.status_code == 200
    return response


def test_every_state_has_its_line() -> None:
    assert set(STATES) == set(Status)


@pytest.mark.one_engine
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_says_its_label_and_that_people_may_come(
    client: Client, event: EventPage, address: str
) -> None:
    text = text_of(at(client, address, event))

    assert "Un clic" in text
    assert LABEL in text
    assert "event-card--off" not in at(client, address, event).content.decode()


def test_the_map_says_its_label(client: Client, event: EventPage) -> None:
    data = map_data(client.get("/annuaire/carte/"))

    section = client.get(f"{data['sheets']}{event.place.slug}/{data['sections']}")

    assert LABEL in section.content.decode()


def test_calendars_hold_the_date_and_begin_with_its_label(client: Client, event: EventPage) -> None:
    (told,) = Calendar.from_ical(at(client, "/agenda/agenda.ics", event).content).walk("VEVENT")

    assert (told["summary"], told["status"]) == ("EN PLEIN AIR – Un clic", "CONFIRMED")
    assert "En plein air\u00a0: Prenez un manteau." in told["description"]


@pytest.mark.parametrize("route", ["rss.xml", "atom.xml"])
def test_feeds_begin_with_its_label(client: Client, event: EventPage, route: str) -> None:
    (entry,) = feedparser.parse(at(client, f"/agenda/{route}", event).content).entries

    assert entry.title.startswith("EN PLEIN AIR – Un clic")
    assert "En plein air\u00a0: Prenez un manteau." in entry.summary


def test_the_data_say_that_it_is_held_and_its_label_in_the_note(
    client: Client, event: EventPage
) -> None:
    answer = at(client, "/agenda/evenements.json", event).json()

    Draft202012Validator(client.get("/agenda/evenements.schema.json").json()).validate(answer)
    (timing,) = answer["events"][0]["timings"]
    assert timing["status"] == 1
    assert timing["note"] == "En plein air\u00a0: Prenez un manteau."


def test_search_engines_read_that_it_is_held_and_its_label(
    client: Client, event: EventPage
) -> None:
    (told,) = structured_data(at(client, "{event}", event))

    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["description"].startswith("En plein air. ")


def structured_data(response: HttpResponse) -> list[dict[str, Any]]:
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    return json.loads(block)["@graph"]


@pytest.mark.usefixtures("indexed")
def test_the_site_search_finds_its_event(client: Client, event: EventPage) -> None:
    html = client.get("/recherche/", {"q": "clic"}).content.decode()

    assert links(html)["Un clic"] == f"/annuaire/{event.place.slug}/{event.slug}/"


def test_the_letter_says_its_label(event: EventPage) -> None:
    now = timezone.now()
    Subscription.objects.create(email="camille@exemple.fr", consent=CONSENT, confirmed_at=now)

    send_letters()

    (letter,) = sent_mails()
    assert "EN PLEIN AIR" in letter.body


def test_staff_read_its_label_in_the_history_and_before_it_is_lost(event: EventPage) -> None:
    date = event.occurrences.get()
    said = {"date": date.starts_at.isoformat(), "status": date.status}
    log(instance=event, action=STATUS_CHANGED, data=said)

    history = signed_in("admin").get(reverse("wagtailadmin_pages:history", args=(event.pk,)))

    assert ": en plein air" in text_of(history)
    assert "en plein air, «\u00a0Prenez un manteau.\u00a0»" in say_state(date)


def test_a_date_in_that_state_may_move(client: Client, event: EventPage) -> None:
    date = event.occurrences.get()
    put_off(date, date.starts_at + timedelta(hours=1), date.ends_at + timedelta(hours=1))

    (told,) = structured_data(at(client, "{event}", event))
    (timing,) = at(client, "/agenda/evenements.json", event).json()["events"][0]["timings"]

    assert told["eventStatus"] == "https://schema.org/EventRescheduled"
    assert timing["status"] == 2


def test_a_state_of_a_later_release_is_to_be_confirmed(client: Client) -> None:
    EventPageFactory(title="Un clic").occurrences.update(status="inconnu")

    assert "État à confirmer" in text_of(client.get("/agenda/"))
    assert "ÉTAT À CONFIRMER – Un clic" in client.get("/agenda/rss.xml").content.decode()
