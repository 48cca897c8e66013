"""What the engine holds follows the site, and nothing hidden is ever shown."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from elasticsearch import Elasticsearch
from wagtail.models import PageViewRestriction

from ami.models import CallsPage
from core.engine import feeding
from core.engine.client import Away
from core.engine.feeding import missing, rebuild, send_waiting
from core.engine.queue import note
from core.models import TextToSend
from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.services.occurrences import bring_up_to_date, set_status
from normandie.editorial.models import StandardPage
from normandie.search.engine import documents
from normandie.search.engine.documents import TEXTS
from tests.ami.factories import CallPageFactory
from tests.engine import fill_engine
from tests.factories import EventPageFactory, HomePageFactory, PlacePageFactory

from .asking import is_asked, keys

pytestmark = pytest.mark.django_db


def a_page(title: str = "Charte", **fields: Any) -> StandardPage:
    slug = title.lower()
    return HomePageFactory().add_child(instance=StandardPage(title=title, slug=slug, **fields))


def close(page: Any) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.fixture
def engine(search_engine: Elasticsearch) -> Elasticsearch:
    """An engine that holds what the tables hold."""
    fill_engine()
    return search_engine


def test_a_page_is_found_once_told_and_leaves(engine: Elasticsearch) -> None:
    page = a_page()
    assert send_waiting() > 0
    assert keys("charte", "pages") == [page.pk]

    page.title = "Règlement"
    page.save()
    send_waiting()
    assert keys("charte", "pages") == []
    assert keys("règlement", "pages") == [page.pk]

    page.delete()
    send_waiting()
    assert keys("règlement", "pages") == []
    assert not TextToSend.objects.exists()


def test_what_is_hidden_is_not_shown_before_the_engine_is_told(
    engine: Elasticsearch, client: Client
) -> None:
    page, place = a_page(lead="Une charte."), PlacePageFactory(title="Charte du port")
    send_waiting()
    assert client.get("/recherche/", {"q": "charte"}).content.count(b'"search-result"') == 2

    page.unpublish()
    place.unpublish()

    html = client.get("/recherche/", {"q": "charte"}).content.decode()
    assert is_asked("charte")
    assert html.count('class="search-result"') == 0
    assert "du port" not in html
    send_waiting()
    assert keys("charte", "pages") == keys("charte", "lieux") == []


def test_what_is_closed_is_not_even_counted(engine: Elasticsearch) -> None:
    above, place = a_page("Interne"), PlacePageFactory(title="Charte du port")
    inside = above.add_child(instance=StandardPage(title="Charte", slug="charte"))
    send_waiting()
    assert keys("charte", "pages") == [inside.pk]

    restrictions = [close(above), close(place)]
    assert keys("charte", "pages") == keys("charte", "lieux") == []

    for each in restrictions:
        each.delete()
    send_waiting()
    assert (keys("charte", "pages"), keys("charte", "lieux")) == ([inside.pk], [place.pk])


def test_what_is_below_a_page_moved_under_a_closed_one_is_closed(engine: Elasticsearch) -> None:
    closed, above = a_page("Interne"), a_page("Guide")
    above.add_child(instance=StandardPage(title="Charte", slug="charte"))
    close(closed)
    send_waiting()
    above.move(closed, pos="last-child")
    send_waiting()

    assert keys("charte", "pages") == []


def test_an_event_is_found_as_long_as_people_may_come(engine: Elasticsearch) -> None:
    event = EventPageFactory(title="Couture")
    send_waiting()
    assert keys("couture", "evenements") == [event.pk]

    set_status(event.occurrences.get(), Occurrence.Status.CANCELLED)
    send_waiting()
    assert keys("couture", "evenements") == []


def test_an_event_follows_its_rule_and_its_place(engine: Elasticsearch) -> None:
    today = timezone.localdate()
    event = EventPageFactory(title="Couture", starts_on=today - timedelta(days=3))
    send_waiting()
    assert keys("couture", "evenements") == []

    EventPage.objects.filter(pk=event.pk).update(starts_on=today + timedelta(days=3))
    bring_up_to_date(EventPage.objects.get(pk=event.pk))
    send_waiting()
    assert keys("couture", "evenements") == [event.pk]

    other = EventPageFactory(title="Broderie")
    send_waiting()
    assert keys("broderie", "evenements") == [other.pk]
    PlacePage.objects.get(pk=other.get_parent().pk).unpublish()
    send_waiting()
    assert keys("broderie", "evenements") == []


def test_a_call_leaves_with_the_page_above(engine: Elasticsearch) -> None:
    call = CallPageFactory(title="Fablabs")
    send_waiting()
    assert keys("fablabs", "appels") == [call.pk]

    CallsPage.objects.get().unpublish()
    send_waiting()
    assert keys("fablabs", "appels") == []


def test_the_queue_is_written_with_the_change(search_engine: Elasticsearch) -> None:
    before = TextToSend.objects.count()
    with transaction.atomic():
        a_page()
        assert TextToSend.objects.count() > before
        transaction.set_rollback(True)

    assert TextToSend.objects.count() == before


def test_without_an_engine_nothing_waits(db: None) -> None:
    a_page()
    PlacePageFactory()

    assert not TextToSend.objects.exists()


def test_what_changes_while_it_is_read_is_told_again(
    engine: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = a_page()
    read: list[int] = []
    documents_of = documents.PAGES.documents

    def meanwhile(pks: list[int]) -> dict[int, dict[str, Any]]:
        found = documents_of(pks)
        if not read:
            page.title = "Règlement"
            page.save()
        read.append(len(pks))
        return found

    object.__setattr__(documents.PAGES, "documents", meanwhile)
    try:
        send_waiting()
    finally:
        object.__setattr__(documents.PAGES, "documents", documents_of)

    assert len(read) == 2
    assert keys("règlement", "pages") == [page.pk]


def test_who_read_earlier_does_not_have_the_last_word(
    engine: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = a_page()
    send_waiting()
    page.title = "Règlement"
    page.save()
    before = time.time_ns() - 60 * 10**9
    monkeypatch.setattr(feeding.time, "time_ns", lambda: before)

    send_waiting()

    assert keys("charte", "pages") == [page.pk]


def test_an_engine_that_is_full_loses_nothing(engine: Elasticsearch) -> None:
    """What Elasticsearch does of itself when the disk is full: it refuses what is written."""
    [name] = engine.indices.get_alias(name=TEXTS.alias)
    engine.indices.put_settings(index=name, settings={"blocks.read_only_allow_delete": True})
    page = a_page()

    with pytest.raises(Away, match="refused"):
        send_waiting()
    assert TextToSend.objects.exists()
    assert keys("charte", "pages") == []

    engine.indices.put_settings(index=name, settings={"blocks.read_only_allow_delete": None})
    send_waiting()
    assert keys("charte", "pages") == [page.pk]


def test_an_engine_that_lost_its_index_is_given_none_but_a_whole_one(
    engine: Elasticsearch,
) -> None:
    [name] = engine.indices.get_alias(name=TEXTS.alias)
    engine.indices.delete(index=name)
    a_page()

    with pytest.raises(Away, match="404"):
        send_waiting()

    assert list(engine.indices.get(index=f"{TEXTS.root}-*")) == []
    assert TEXTS in missing()


def test_an_index_is_made_beside_the_one_that_answers(engine: Elasticsearch) -> None:
    [former] = engine.indices.get_alias(name=TEXTS.alias)
    page = a_page()
    left = f"{TEXTS.alias}-killed"
    engine.indices.create(index=left)

    rebuild(TEXTS)

    [name] = engine.indices.get(index=f"{TEXTS.root}-*")
    assert name not in {former, left}
    assert keys("charte", "pages") == [page.pk]
    assert TEXTS not in missing()


def test_rows_of_a_kind_that_is_no_more_leave_the_queue(engine: Elasticsearch) -> None:
    note("ancien", [1])

    assert send_waiting() == 1


def test_one_task_is_woken_for_what_waits(
    engine: Elasticsearch, django_capture_on_commit_callbacks: Callable
) -> None:
    page = a_page()
    with django_capture_on_commit_callbacks(execute=True):
        note("pages", [page.pk])

    assert TextToSend.objects.exists()  # others waited: who was woken for them sends these
    send_waiting()
    with django_capture_on_commit_callbacks(execute=True):
        note("pages", [page.pk])
    assert not TextToSend.objects.exists()
