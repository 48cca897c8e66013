"""A workshop written, then sent, several times at the same instant: one workshop, sent once."""

from collections.abc import Callable, Iterator
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.http.response import HttpResponseBase
from django.test import Client
from wagtail.models import WorkflowState

from core.models import OutgoingMail
from directory.models import PlacePage
from events.models import AgendaPage, EventPage
from tests.espace.posting import DEFAULTS, FOUR_FIELDS, ONCE, SEND, Manager, a_manager
from tests.reading import hidden_fields
from tests.threads import at_once

THREADS = 6
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


def erase() -> None:
    for page in (*EventPage.objects.all(), *PlacePage.objects.all(), *AgendaPage.objects.all()):
        page.delete()
    for model in (OutgoingMail, Session):
        model.objects.all().delete()
    get_user_model().objects.all().delete()


@pytest.fixture
def manager() -> Iterator[Manager]:
    """A manager whom every thread sees."""
    [made] = at_once(a_manager, times=1)
    yield made
    at_once(erase, times=1)


def together(
    manager: Manager, send: Callable[[Client], HttpResponseBase]
) -> list[HttpResponseBase]:
    """Have each thread *send* at the same instant, signed in by itself."""
    barrier = Barrier(THREADS)

    def work() -> HttpResponseBase:
        client = Client()
        client.force_login(manager.user)
        barrier.wait(timeout=60)
        return send(client)

    return at_once(work, THREADS)


def test_a_form_sent_many_times_at_once_makes_one_workshop_sent_once(manager: Manager) -> None:
    typed = {"key": "one-form", **FOUR_FIELDS, **ONCE, **DEFAULTS}
    url = manager.url("workshop_new")

    answers = together(manager, lambda client: client.post(url, typed))

    assert len({answer["Location"] for answer in answers}) == 1
    check = answers[0]["Location"]
    [page] = at_once(lambda: manager.client.get(check).content.decode(), times=1)
    seen = hidden_fields(page, SEND)["seen"]
    together(manager, lambda client: client.post(check, {"seen": seen}))
    assert at_once(lambda: (EventPage.objects.count(), WorkflowState.objects.count()), 1) == [
        (1, 1)
    ]
