"""Thirty people for the last seat at the same instant: one has it, the others stand in order."""

import re
from collections.abc import Iterator
from threading import Barrier

import pytest
from django.core import mail
from django.test import Client

from core.models import OutgoingMail
from directory.models import PlacePage
from events.mails import REGISTRATION_TAKEN_OFF
from events.models import Occurrence, Registration
from tests.events.registrations import date_with_seats, form_url, opened, registered
from tests.factories import PlacePageFactory
from tests.mails import sent_mails
from tests.threads import at_once

THREADS = 30
SLUG = "la-passerelle-de-trente-fils"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


def make() -> Occurrence:
    """A date of two seats, one of which is taken."""
    date = date_with_seats(capacity=2, place=PlacePageFactory(slug=SLUG))
    registered(date, "premiere@exemple.fr")
    return date


def erase() -> None:
    for place in PlacePage.objects.filter(slug=SLUG):
        place.delete()  # which tells those who were registered
    OutgoingMail.objects.filter(kind=REGISTRATION_TAKEN_OFF.name).delete()


@pytest.fixture
def date() -> Iterator[Occurrence]:
    [made] = at_once(make, times=1)
    yield made
    at_once(erase, times=1)


def test_one_gets_the_last_seat_and_the_others_wait_in_order(date: Occurrence) -> None:
    together = Barrier(THREADS)
    [forms] = at_once(lambda: [opened(date) for _ in range(THREADS)], times=1)

    def send() -> str:
        form = forms.pop()
        person = {"name": "Camille", "contact": f"personne{len(forms)}@exemple.fr", "seats": "1"}
        together.wait(timeout=60)
        return said(Client().post(form_url(date), form | person).content.decode())

    answers = at_once(send, THREADS)

    assert sorted(answers) == sorted(["place", *map(str, range(1, THREADS))])
    [(states, taken)] = at_once(stored, times=1)
    assert states == ["inscrit"] * 2 + ["attente"] * (THREADS - 1)
    assert taken == (2, True)
    at_once(sent_mails, times=1)
    assert len({each.to[0] for each in mail.outbox}) == len(mail.outbox) == THREADS + 1


def said(html: str) -> str:
    """Return the rank on the waiting list, as the page says it; « place » for who has a seat."""
    rank = re.search(r"n°\s(\d+)", html)
    return rank[1] if rank else "place" if "vous est réservée" in html else html


def stored() -> tuple[list[str], tuple[int, bool]]:
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    date = Occurrence.objects.get()
    return list(states), (date.seats_taken, date.seats_gone)
