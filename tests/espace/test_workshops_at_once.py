"""A workshop written, then sent, several times at the same instant: one workshop, sent once."""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from wagtail.models import WorkflowState

from events.models import EventPage
from normandie.espace.services.sheet import lock_sheet
from normandie.espace.services.workshops import Outdated, save_draft, send_draft, withdraw
from tests.committed import erase
from tests.espace.posting import DEFAULTS, FOUR_FIELDS, ONCE, SEND, Manager, a_manager
from tests.reading import hidden_fields
from tests.threads import at_once, results, start

THREADS = 6
HELD = 0.5  # seconds: what begins meanwhile has the time to read, and to wait
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


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


def during(first: Callable[[], Any], second: Callable[[], Any], last: Any = None) -> None:
    """Begin *second* once *first* is written and not committed yet, then do *last* and commit."""
    written = Event()

    def hold() -> None:
        with transaction.atomic():
            first()
            written.set()
            sleep(HELD)
            if last:
                last()

    def follow() -> None:
        written.wait(timeout=60)
        second()

    results(start(hold, follow))


# What the lock of a workshop holds: on PostgreSQL, where one reads while another writes. On SQLite,
# where all who write wait for each other, these hold without it.


@pytest.fixture
def draft(manager: Manager) -> EventPage:
    at_once(manager.write, times=1)
    [event] = at_once(lambda: EventPage.objects.get(), times=1)
    return event


def saved(event: EventPage, manager: Manager) -> None:
    version = event.get_latest_revision_as_object()
    save_draft(version, manager.place, manager.user, seen=event.latest_revision_id)


def sent(event: EventPage, manager: Manager) -> None:
    assert event.latest_revision_id
    send_draft(event, manager.place, manager.user, seen=event.latest_revision_id)


@pytest.mark.parametrize("then", [saved, sent])
def test_what_somebody_is_saving_is_neither_saved_nor_sent_by_another(
    manager: Manager, draft: EventPage, then: Callable[[EventPage, Manager], None]
) -> None:
    with pytest.raises(Outdated):
        during(partial(saved, draft, manager), partial(then, draft, manager))


def test_what_the_team_is_publishing_is_not_erased(manager: Manager, draft: EventPage) -> None:
    def publish() -> None:
        draft.get_latest_revision().publish()

    during(publish, partial(withdraw, EventPage(pk=draft.pk), manager.user))

    [kept] = at_once(lambda: EventPage.objects.get(), times=1)
    assert kept.first_published_at
    assert not kept.live


@pytest.mark.parametrize("name", ["workshop_edit", "workshop_check"])
def test_what_a_colleague_is_erasing_is_not_found(
    manager: Manager, draft: EventPage, name: str
) -> None:
    typed = FOUR_FIELDS | ONCE | DEFAULTS | {"seen": str(draft.latest_revision_id)}

    def post() -> None:
        assert manager.post(name, draft.pk, **typed).status_code == 404

    during(partial(withdraw, draft, manager.user), post)


def test_a_workshop_is_begun_while_the_sheet_is_written(manager: Manager) -> None:
    """On PostgreSQL, whoever locks the rows of a place in another order stops both."""
    place = manager.place

    def begin() -> None:
        assert manager.write().status_code == 302

    during(partial(lock_sheet, place), begin, last=place.save)

    assert at_once(EventPage.objects.count, times=1) == [1]
