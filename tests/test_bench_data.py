"""The benches have data: what they make is what the site shows."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client

from events.models import EventPage, Occurrence
from normandie.search.models import PageWord
from tests.factories import AgendaPageFactory, DirectoryPageFactory
from tests.reading import text_of
from tools.bench.dates import DATES, make_dates
from tools.bench.texts import SHARES, make_texts

pytestmark = pytest.mark.django_db


def test_made_dates_are_those_of_the_agenda(client: Client) -> None:
    make_dates(DirectoryPageFactory(), 4 * DATES)
    agenda = AgendaPageFactory()

    assert Occurrence.objects.count() == 4 * DATES
    assert f"{Occurrence.objects.published().upcoming().count()} dates à venir" in text_of(
        client.get(agenda.url)
    )
    assert all(client.get(event.url).status_code == 200 for event in EventPage.objects.all())


def _cache_of_sqlite() -> int | None:
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        return cursor.fetchone()[0]


def test_made_texts_hold_the_words_that_are_asked_as_often_as_said() -> None:
    usual = _cache_of_sqlite()

    directory = DirectoryPageFactory()
    PageWord.objects.all().delete()
    ContentType.objects.clear_cache()  # that of the benches may be of a test before, gone with it

    make_texts(directory, 400, words=12)

    for stem, share in SHARES.items():
        held = PageWord.objects.filter(stem=stem).count()
        assert abs(held / 400 - share) < 0.1, stem
    assert 400 * 9 < PageWord.objects.count() <= 400 * 12
    assert _cache_of_sqlite() == usual, "what is measured has the cache of a site"
