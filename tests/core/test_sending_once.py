"""One sending is one row: whoever sends again finds what was sent already."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from core.forms.sending import Sending
from core.limits import RateLimit
from core.models import NumberSeries
from directory.models import ErrorReport, PlacePage
from directory.services.reports import send_report
from events.models import Subscription
from events.services.letter import ask
from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import receive_complaint
from tests.clock import in_december_2026
from tests.core.visitor_forms import TAKEN, OpenForm, make_form
from tests.factories import PlacePageFactory

KEY, SLUG = "a" * 64, "la-passerelle-de-deux-fils"


@pytest.fixture(params=["report", "complaint", "letter"])
def form(request: pytest.FixtureRequest, db: None) -> OpenForm:
    return make_form(request.param)


def restart() -> None:
    """What memory held is lost, as when a process is killed."""
    for name in caches:
        caches[name].clear()


@in_december_2026
def test_who_sends_again_is_thanked_again_and_stored_once(form: OpenForm) -> None:
    data = form.opened()
    first = form.send(data)
    restart()

    again = form.send(data, "198.51.100.7")  # the phone has left the Wi-Fi

    assert first.status_code in TAKEN
    assert (again.status_code, again.headers.get("Location")) == (
        first.status_code,
        first.headers.get("Location"),
    )
    assert again.content == first.content
    assert form.model.objects.count() == 1


@in_december_2026
def test_who_goes_back_and_corrects_sends_something_else(form: OpenForm) -> None:
    data = form.opened()
    form.send(data)

    form.send(data | {"email": "autre@exemple.fr"})

    assert set(form.model.objects.values_list("email", flat=True)) == {
        "camille@exemple.fr",
        "autre@exemple.fr",
    }


@in_december_2026
def test_two_people_who_write_the_same_are_two(form: OpenForm) -> None:
    for _ in range(2):
        form.send(form.opened())

    assert form.model.objects.count() == 2


T = TypeVar("T")


def at_once(work: Callable[[], T], times: int = 2) -> list[T]:
    """Do *work* in so many threads, each with a connection of its own."""

    def in_a_thread(number: int) -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(in_a_thread, range(times)))


def erase() -> None:
    for model in (ErrorReport, Complaint, Subscription):
        model.objects.filter(sending=KEY).delete()
    for place in PlacePage.objects.filter(slug=SLUG):
        place.delete()
    NumberSeries.objects.all().delete()  # what a complaint had counted


@pytest.fixture(scope="module")
def database_file(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path | None:
    """A copy of the database of the tests as a file, where SQLite has threads write in turn."""
    if connection.vendor != "sqlite":
        return None
    path = tmp_path_factory.mktemp("shared") / "db.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return path


@pytest.fixture
def shared_database(
    database_file: Path | None, db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A database where several threads write and commit, as on the site."""
    if database_file:
        monkeypatch.setitem(connections.settings["default"], "NAME", database_file)
    at_once(lambda: PlacePageFactory(slug=SLUG), times=1)
    yield
    at_once(erase, times=1)


class BothAtOnce(Sending):
    """Goes on when the other thread too has found nothing sent before."""

    together = Barrier(2)

    def check_limits(self, name: str, *limits: RateLimit) -> None:
        self.together.wait(timeout=30)


def report(sending: Sending) -> object:
    place = PlacePage.objects.get(slug=SLUG)
    return send_report(place, sending, subject="horaires", message="Fermé le samedi.")


def complain(sending: Sending) -> object:
    person = {"last_name": "Lefèvre", "first_name": "Camille", "email": "camille@exemple.fr"}
    return receive_complaint(sending, message="La carte ne se lit pas.", **person)


def subscribe(sending: Sending) -> object:
    return ask("https://exemple.fr/agenda/lettre/", sending, email="camille@exemple.fr")


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_database")
@pytest.mark.parametrize(
    ("send", "model"), [(report, ErrorReport), (complain, Complaint), (subscribe, Subscription)]
)
def test_the_same_sending_come_twice_at_once_is_stored_once(
    send: Callable[[Sending], object], model: type[Model]
) -> None:
    one, other = at_once(lambda: send(BothAtOnce(KEY, "192.0.2.7")))

    assert one == other
    assert at_once(model.objects.filter(sending=KEY).count, times=1) == [1]
