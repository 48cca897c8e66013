"""The benches have data: what they make is what the site shows."""

import pytest
from django.test import Client

from events.models import EventPage, Occurrence
from tests.factories import AgendaPageFactory, DirectoryPageFactory
from tests.reading import text_of
from tools.bench.dates import DATES, make_dates

pytestmark = pytest.mark.django_db


def test_made_dates_are_those_of_the_agenda(client: Client) -> None:
    make_dates(DirectoryPageFactory(), 4 * DATES)
    agenda = AgendaPageFactory()

    assert Occurrence.objects.count() == 4 * DATES
    assert f"{Occurrence.objects.published().upcoming().count()} dates à venir" in text_of(
        client.get(agenda.url)
    )
    assert all(client.get(event.url).status_code == 200 for event in EventPage.objects.all())
