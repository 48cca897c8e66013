"""No visitor waits for who writes: neither who reads, nor for long who sends something."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from core import background, write_lock
from core.models import NumberSeries, OutgoingMail
from core.pictures.responsive import picture
from directory.models import PlacePage
from events.models import EventPage
from events.services.imports import import_events
from normandie.accessibility.first_page import create_declaration
from normandie.accessibility.models import Complaint
from normandie.espace.traffic import counting
from normandie.espace.traffic.counting import ViewCounter
from normandie.espace.traffic.models import PlaceViews
from tests.events.imports.test_import_events import calendar, weekly
from tests.factories import AgendaPageFactory, EventPageFactory, HomePageFactory, PlacePageFactory
from tests.threads import at_once, results, start
from tests.writing import another_writes, wait_for_nobody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FORM = "/accessibilite/signaler/"
TYPED = {
    "message": "La carte ne se lit pas avec NVDA.",
    "last_name": "Lefèvre",
    "first_name": "Camille",
    "email": "camille@exemple.fr",
}
EVENTS, PATIENCE = 20, 60


@pytest.fixture
def addresses(shared_database: None) -> Iterator[list[str]]:
    """The addresses of a site that every thread sees."""

    def make() -> list[str]:
        place = PlacePageFactory(slug="le-phare", title="Le Phare")
        AgendaPageFactory()
        event = EventPageFactory(place=place, slug="atelier")
        declaration = create_declaration(HomePageFactory())
        found = [HomePageFactory().url, "/annuaire/", place.url, event.url, declaration.url]
        return [
            *found,
            *("/annuaire/carte/", "/annuaire/lieux.csv", "/annuaire/?q=phare&commune=14118"),
            *("/agenda/", "/agenda/?q=atelier", "/agenda/agenda.ics", "/agenda/rss.xml"),
            *("/recherche/?q=motinconnu", "/connexion/", "/mot-de-passe-oublie/"),
            *(f"{declaration.url}signaler/", f"{place.url}signaler/", "/agenda/lettre/"),
        ]

    [made] = at_once(make, times=1)
    yield made
    at_once(erase, times=1)


def erase() -> None:
    OutgoingMail.objects.all().delete()
    Complaint.objects.all().delete()
    NumberSeries.objects.all().delete()
    for page in Page.objects.filter(slug__in=["le-phare", "agenda", "accessibilite"]):
        page.delete()


@pytest.fixture
def in_background(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What pages would have written, for the test to do or not."""
    works: list[Callable[[], None]] = []
    monkeypatch.setattr(background, "start_thread", works.append)
    return works


def visit(addresses: list[str]) -> dict[str, int]:
    wait_for_nobody()
    browser = Client(headers={"user-agent": FIREFOX})
    return {each: browser.get(each).status_code for each in addresses}


def test_who_reads_never_waits_for_who_writes(
    addresses: list[str],
    in_background: list[Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "counter", ViewCounter())
    monkeypatch.setattr(counting, "WRITTEN_EVERY", 0)
    with another_writes():
        [seen] = at_once(lambda: visit(addresses), times=1)

    assert set(seen.values()) == {200}, seen
    for work in in_background:
        at_once(work, times=1)
    [counted] = at_once(lambda: list(PlaceViews.objects.values_list("count", flat=True)), times=1)
    assert counted == [1, 1], "the sheet and the event, written beside"


def test_a_page_whose_images_are_not_ready_asks_for_them_and_does_not_wait(
    in_background: list[Callable[[], None]],
) -> None:
    images = get_image_model().objects

    def make() -> None:
        image = images.create(title="Façade", file=get_test_image_file("facade.png"))
        image.renditions.all().delete()

    def show() -> bool:
        wait_for_nobody()
        return bool(picture(images.get(), "La façade"))

    at_once(make, times=1)
    cache.clear()  # what was asked as the image came is lost
    try:
        with another_writes():
            [shown] = at_once(show, times=1)
        for work in in_background:
            at_once(work, times=1)
        [made] = at_once(lambda: images.get().renditions.count(), times=1)
    finally:
        at_once(lambda: images.get().delete(), times=1)
    assert shown
    assert made > 0


def complain(browser: Client) -> HttpResponse:
    """Send the form that was opened ten seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=10)):
        html = browser.get(FORM).content.decode()
    token = re.search(r'name="token" value="([^"]*)"', html)[1]
    return browser.post(FORM, TYPED | {"token": token})


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.mark.usefixtures("addresses")
def test_a_complaint_is_stored_before_an_import_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_lock, "WORKED", 0)  # the others have their turn after each event
    source = calendar(*(weekly(UID=f"serie-{number}@ailleurs.example") for number in range(EVENTS)))

    def bring() -> int:
        place = PlacePage.objects.get(slug="le-phare")
        report = import_events(place, source, source="essai", publish=True)
        return len(report.created)

    def send() -> tuple[int, int, int]:
        imported = EventPage.objects.filter(source="essai")
        wait_until(imported.exists)
        response = complain(Client())
        return response.status_code, Complaint.objects.count(), imported.count()

    importing, sending = start(bring, send)
    [created, (status, complaints, imported_meanwhile)] = results([importing, sending])

    assert created == EVENTS
    assert (status, complaints) == (302, 1)
    assert imported_meanwhile < EVENTS


@pytest.mark.usefixtures("addresses")
def test_what_cannot_be_stored_is_not_lost_to_who_typed_it() -> None:
    def send() -> HttpResponse:
        wait_for_nobody()
        return complain(Client())

    with another_writes():
        [response] = at_once(send, times=1)

    assert response.status_code == 503
    assert TYPED["message"] in response.content.decode()
    assert "pas encore parti" in response.content.decode()
    assert at_once(Complaint.objects.count, times=1) == [0]
