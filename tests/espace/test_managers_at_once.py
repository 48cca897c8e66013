"""Managers of a place who press a button at the same instant: one after the other, as if apart."""

from collections.abc import Callable, Iterator
from threading import Barrier
from typing import Any

import pytest
from django.test import Client

from events.models import EventPage, Registration
from tests.committed import erase
from tests.espace.posting import DEFAULTS, FOUR_FIELDS, ONCE, SEND, WRITE, Manager, a_manager
from tests.events.registrations import event_with_seats
from tests.reading import hidden_fields
from tests.threads import at_once, results, start

ROUNDS = 4
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


@pytest.fixture
def manager() -> Iterator[Manager]:
    [made] = at_once(a_manager, times=1)
    yield made
    at_once(erase, times=1)


def together(manager: Manager, *posts: Callable[[Client], Any]) -> list[int]:
    """Have each of *posts* sent at the same instant; return how each is answered."""
    barrier = Barrier(len(posts))

    def work(post: Callable[[Client], Any]) -> int:
        client = Client()
        client.force_login(manager.user)
        barrier.wait(timeout=60)
        return int(post(client).status_code)

    return results(start(*[lambda post=each: work(post) for each in posts]))


def apart(work: Callable[[], Any]) -> Any:
    [given] = at_once(work, times=1)
    return given


def test_what_is_saved_while_it_is_sent_is_read_before_or_sent_later(manager: Manager) -> None:
    for number in range(ROUNDS):
        apart(lambda: manager.write(title=f"Atelier {number}"))  # noqa: B023 -- done at once
        pk = apart(lambda: EventPage.objects.latest("pk").pk)
        check, edit = manager.url("workshop_check", pk), manager.url("workshop_edit", pk)
        seen = apart(lambda: hidden_fields(manager.client.get(check), SEND))  # noqa: B023
        opened = apart(lambda: hidden_fields(manager.client.get(edit), WRITE))  # noqa: B023
        typed = FOUR_FIELDS | ONCE | DEFAULTS | opened

        answers = together(
            manager,
            lambda client: client.post(check, seen),  # noqa: B023
            lambda client: client.post(edit, typed),  # noqa: B023
        )

        assert sorted(answers) == [302, 409]


def test_a_draft_that_is_withdrawn_by_two_is_withdrawn(manager: Manager) -> None:
    apart(manager.write)
    url = apart(lambda: manager.url("workshop_withdraw", EventPage.objects.get().pk))

    answers = together(manager, *[lambda client: client.post(url)] * 4)

    assert set(answers) <= {302, 404}
    assert apart(EventPage.objects.exists) is False


def test_a_caller_is_added_once_by_a_double_click(manager: Manager) -> None:
    date = apart(lambda: event_with_seats(capacity=9, place=manager.place).occurrences.get())
    url = manager.url("add_registration", date.pk)
    typed = {"key": "one-form", "name": "Ana", "contact": "", "seats": "2"}

    answers = together(manager, *[lambda client: client.post(url, typed)] * 4)

    assert answers == [302] * 4
    assert apart(Registration.objects.count) == 1
