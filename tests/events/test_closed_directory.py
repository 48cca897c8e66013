"""A directory that is closed to the public, or gone, takes its dates along."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from directory.models import DirectoryPage
from events.models import EventPage
from events.services.letter import send_letters
from tests.closing import OF_THE_AGENDA, close, unpublish
from tests.editorial.pages import StandardPageFactory
from tests.events.test_letter import subscribed
from tests.factories import AgendaPageFactory, EventPageFactory, HomePageFactory, OccurrenceFactory
from tests.mails import sent_mails
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
NAME = "Atelier du Gros Caillou"
ADDRESSES = (*OF_THE_AGENDA, "?mois={month}")


@pytest.fixture
def event() -> EventPage:
    """An event with a date in an hour and one that is over."""
    AgendaPageFactory()
    event = EventPageFactory(title=NAME, starts_on=timezone.localdate())
    event.occurrences.all().delete()
    for hours in (1, -3):
        OccurrenceFactory(event=event, starts_at=timezone.now() + timedelta(hours=hours))
    return event


def shown_at(client: Client) -> set[str]:
    """Return the addresses of the agenda that name the event."""
    month = f"{timezone.localtime(timezone.now() + timedelta(hours=1)):%Y-%m}"
    return {
        route
        for route in ADDRESSES
        if NAME in client.get(f"/agenda/{route.format(month=month)}").content.decode()
    }


def test_the_dates_show_while_the_directory_is_open(client: Client, event: EventPage) -> None:
    assert shown_at(client) == set(ADDRESSES)


@pytest.mark.parametrize("leave", [close, unpublish])
def test_no_date_of_a_closed_directory_shows(
    client: Client, event: EventPage, leave: Callable[[Page], None]
) -> None:
    subscribed()
    shown_at(client)  # what is kept must not outlive it

    leave(DirectoryPage.objects.get())

    assert shown_at(client) == set()
    send_letters()
    assert sent_mails() == []


def test_no_date_shows_where_a_page_above_the_directory_is_closed(
    client: Client, event: EventPage
) -> None:
    section = StandardPageFactory()
    DirectoryPage.objects.get().move(section, pos="last-child")
    assert shown_at(client) == set(ADDRESSES)

    close(section)

    assert shown_at(client) == set()


def test_who_may_read_a_closed_directory_sees_the_dates_of_its_events(event: EventPage) -> None:
    close(DirectoryPage.objects.get())

    reader = signed_in("team")
    for page in (event, event.place):
        html = reader.get(page.url).content.decode()
        assert 'class="event-date"' in html


def test_who_may_read_a_site_that_is_closed_sees_its_agenda(event: EventPage) -> None:
    close(HomePageFactory())

    assert shown_at(signed_in("team")) == set(ADDRESSES) - {"integree/"}
    assert shown_at(Client()) == set()
