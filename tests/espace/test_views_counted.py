"""What is read of a place is counted, nobody is followed, and no page waits for it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from core.retention import erase_what_is_due
from directory.models import PlacePage
from events.models import EventPage
from normandie.espace.traffic import counting
from normandie.espace.traffic.counting import Key, ViewCounter, count_views, write_views
from normandie.espace.traffic.models import PlaceViews, Viewed
from tests.clock import in_december_2026
from tests.espace.managing import manager_of
from tests.factories import EventPageFactory, PlacePageFactory, UserFactory
from tests.reading import content_of, parsed, texts, words
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, in_december_2026]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DECEMBER = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def counter(monkeypatch: pytest.MonkeyPatch) -> Iterator[ViewCounter]:
    """Count apart, from nothing; what is counted is written by hand, or as a test says."""
    counter = ViewCounter()
    monkeypatch.setattr(counting, "counter", counter)
    return counter


@pytest.fixture
def place() -> PlacePage:
    place = PlacePageFactory(slug="le-phare")
    EventPageFactory(place=place, slug="atelier")
    return place


def reader(agent: str = FIREFOX, **headers: str) -> Client:
    return Client(headers={"user-agent": agent, **headers})


def counted(counter: ViewCounter) -> dict[tuple[date, str], int]:
    counter.write()
    found = PlaceViews.objects.values_list("month", "viewed", "count")
    return {(month, viewed): number for month, viewed, number in found}


def test_the_sheet_and_the_workshops_are_counted_by_month(
    place: PlacePage, counter: ViewCounter
) -> None:
    browser = reader()
    for _ in range(3):
        browser.get(place.url)
    response = browser.get(EventPage.objects.get().url)

    assert counted(counter) == {(DECEMBER, Viewed.SHEET): 3, (DECEMBER, Viewed.WORKSHOP): 1}
    assert not response.cookies
    browser.get(place.url)
    assert counted(counter)[DECEMBER, Viewed.SHEET] == 4


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; Perplexity-User/1.0; +https://perplexity.ai/perplexity-user)",
        "Mozilla/5.0 (compatible; GoogleOther)",
        "Scrapy/2.13 (+https://scrapy.org)",
        "curl/8.5.0",
        "python-requests/2.32",
    ],
)
def test_a_robot_that_says_so_is_left_out(
    place: PlacePage, counter: ViewCounter, agent: str
) -> None:
    assert reader(agent).get(place.url).status_code == 200

    assert counted(counter) == {}


def test_a_telephone_whose_name_looks_like_a_robot_is_that_of_a_person(
    place: PlacePage, counter: ViewCounter
) -> None:
    reader("Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 30) Chrome/140.0 Mobile").get(place.url)

    assert counted(counter) == {(DECEMBER, Viewed.SHEET): 1}


def test_neither_who_is_signed_in_nor_what_nobody_looks_at_is_counted(
    place: PlacePage, counter: ViewCounter
) -> None:
    signed_in = reader()
    signed_in.force_login(UserFactory())
    signed_in.get(place.url)
    reader(**{"sec-purpose": "prefetch;prerender"}).get(place.url)
    browser = reader()
    browser.head(place.url)
    for below in ("signaler/", "integree/", "atelier/affiche/", "atelier/agenda.ics", "absente/"):
        browser.get(f"{place.url}{below}")
    browser.get("/annuaire/")

    assert counted(counter) == {}


def test_a_page_that_was_not_answered_is_not_counted(
    place: PlacePage, counter: ViewCounter
) -> None:
    request = RequestFactory(headers={"user-agent": FIREFOX}).get(place.url)
    request.routable_resolver_match = SimpleNamespace(url_name="sheet")
    for status in (200, 304, 404, 429):
        serve = count_views(lambda *args, status=status: HttpResponse(status=status))
        serve(place, request, [], {})

    assert sum(counted(counter).values()) == 1


def test_a_page_costs_no_query_more(place: PlacePage, counter: ViewCounter) -> None:
    def queries(browser: Client) -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(place.url)
        return len(captured)

    reader().get(place.url)  # what the cache keeps is there for both
    assert queries(reader()) == queries(reader("")) > 0
    assert counted(counter) == {(DECEMBER, Viewed.SHEET): 2}


def test_what_is_counted_is_written_once_answers_have_left(
    place: PlacePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader().get(place.url)
    Client().get("/healthz")
    assert not PlaceViews.objects.exists()

    monkeypatch.setattr(counting, "WRITTEN_EVERY", 0)  # as when that time has passed
    Client().get("/healthz")

    assert PlaceViews.objects.get().count == 1


def test_several_processes_add_up(place: PlacePage) -> None:
    key = Key(place.pk, DECEMBER, Viewed.SHEET)
    one, other = ViewCounter(), ViewCounter()
    for _ in range(2):
        one.add(key)
        other.add(key)
        one.write()
        other.write()
    one.write()

    assert PlaceViews.objects.get().count == 4


def test_what_the_database_refuses_is_written_later_and_once(
    place: PlacePage, counter: ViewCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(counts: Counter[Key]) -> None:
        raise OperationalError("database is locked")

    reader().get(place.url)
    with monkeypatch.context() as patched:
        patched.setattr(counting, "write_views", refuse)
        counter.write()
    reader().get(place.url)

    assert counted(counter) == {(DECEMBER, Viewed.SHEET): 2}


def test_a_place_that_is_no_more_keeps_nothing_from_being_written(
    place: PlacePage, counter: ViewCounter
) -> None:
    gone = PlacePageFactory()
    reader().get(gone.url)
    reader().get(place.url)
    gone.delete()

    assert counted(counter) == {(DECEMBER, Viewed.SHEET): 1}


def erase(pk: int) -> None:
    PlacePage.objects.get(pk=pk).delete()
    PageLogEntry.objects.filter(page=pk).delete()


@pytest.mark.usefixtures("shared_database")
def test_counts_written_at_once_all_count() -> None:
    [pk] = at_once(lambda: PlacePageFactory(slug="a-la-fois").pk, times=1)
    key, ready = Key(pk, DECEMBER, Viewed.SHEET), Barrier(4, timeout=60)

    def write() -> None:
        ready.wait()
        write_views(Counter({key: 5}))

    try:
        at_once(write, times=4)
        [found] = at_once(lambda: PlaceViews.objects.get(place=pk).count, times=1)
    finally:
        at_once(lambda: erase(pk), times=1)
    assert found == 20


def views(place: PlacePage, month: date, sheet: int, workshops: int = 0) -> None:
    for viewed, number in ((Viewed.SHEET, sheet), (Viewed.WORKSHOP, workshops)):
        if number:
            PlaceViews.objects.create(place=place, month=month, viewed=viewed, count=number)


def test_a_manager_reads_twelve_months_without_the_small_numbers(place: PlacePage) -> None:
    views(place, DECEMBER, 1234, 4)
    views(place, date(2026, 11, 1), 5)
    views(place, date(2026, 9, 1), 3, 617)
    views(PlacePageFactory(), date(2026, 8, 1), 900)

    page = manager_of(place).get(f"/espace/lieux/{place.pk}/frequentation/")

    table = [
        [words(cell) for cell in row(["th", "td"])]
        for row in parsed(page).select(".traffic > tbody > tr")
    ]
    lines = {month: figures for month, *figures in table}
    few, none = "moins de 5", "pas compté"
    assert lines["Décembre 2026 en cours"] == ["1 234", few]
    assert lines["Novembre 2026"] == ["5", few]
    assert lines["Octobre 2026"] == [few, few]
    assert lines["Septembre 2026"] == [few, "617"]
    assert lines["Août 2026"] == [few, few]
    assert lines["Juillet 2026"] == [none, none]
    assert len(lines) == 12
    assert "3" not in {cell for line in lines.values() for cell in line}


def test_the_drawing_says_what_the_table_says(place: PlacePage) -> None:
    views(place, DECEMBER, 200, 50)

    page = manager_of(place).get(f"/espace/lieux/{place.pk}/frequentation/").content.decode()

    assert [page.count(f'width="{percent}%"') for percent in (100, 25)] == [1, 1]
    assert page.count("traffic__bar") == 2


def test_the_table_leaves_as_csv_with_the_same_numbers_hidden(place: PlacePage) -> None:
    views(place, DECEMBER, 12, 2)

    response = manager_of(place).get(f"/espace/lieux/{place.pk}/frequentation.csv")

    lines = content_of(response).decode("utf-8-sig").splitlines()
    assert lines[:3] == [
        "Mois;Fiche;Ateliers",
        "12/2026;12;moins de 5",
        "11/2026;pas compté;pas compté",
    ]
    assert response["Content-Disposition"] == 'attachment; filename="frequentation-le-phare.csv"'


def test_the_home_of_the_place_tells_it_in_one_query(place: PlacePage) -> None:
    manager = manager_of(place)
    views(place, DECEMBER, 40)
    views(place, date(2026, 11, 1), 60, 7)

    with CaptureQueriesContext(connection) as captured:
        page = manager.get(f"/espace/lieux/{place.pk}/")

    said = texts(page, ".kit-section p")
    assert said[:2] == [
        "Ce mois-ci : fiche lue 40 fois, pages d’ateliers moins de 5 fois.",
        "En novembre : fiche lue 60 fois, pages d’ateliers 7 fois.",
    ]
    assert sum("espace_placeviews" in query["sql"] for query in captured) == 1


def test_counts_leave_after_three_years(place: PlacePage) -> None:
    views(place, DECEMBER - timedelta(days=3 * 365 + 1), 10)
    views(place, DECEMBER - timedelta(days=3 * 365 - 1), 10)

    erase_what_is_due()

    assert PlaceViews.objects.get().month == DECEMBER - timedelta(days=3 * 365 - 1)
