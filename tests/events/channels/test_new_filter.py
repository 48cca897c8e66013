"""A filter that joins the table of the agenda is followed by its channels, with nothing more."""

import html
from datetime import time

import pytest
from django.db.models import QuerySet
from django.test import Client

from core.listing.filters import AskedLabel
from core.listing.params import SearchParams
from events.models import EventPage
from events.querysets import OccurrenceQuerySet
from events.search.coming import ComingDates
from events.search.date_filter import DateFilter
from events.search.events import EventSearch
from tests.events.channels.test_feeds import ROUTES
from tests.factories import AgendaPageFactory, EventPageFactory
from tests.reading import links, results_heading

pytestmark = pytest.mark.django_db


class EveningFilter(DateFilter[str]):
    """Dates of events that begin in the evening."""

    params = ("heure",)

    def read(self, params: SearchParams) -> str:
        typed = params.text("heure")
        if typed not in ("", "soir"):
            params.say("Cette heure n’existe pas.", ignored=self.params)
        return "soir" if typed == "soir" else ""

    def narrow(self, rows: OccurrenceQuerySet, value: str) -> OccurrenceQuerySet:
        return rows.filter(event__in=self._late())

    def among(self, dates: ComingDates, value: str) -> int:
        return dates.of_events(self._late())

    def _late(self) -> "QuerySet[EventPage, int]":
        return EventPage.objects.filter(start_time__gte=time(18)).values_list("pk", flat=True)

    def labels(self, value: str, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel("Le soir", self.query_pairs(value))]


@pytest.fixture(autouse=True)
def new_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EventSearch, "filters", (*EventSearch.filters, EveningFilter()))
    AgendaPageFactory()
    EventPageFactory(title="Veillée", start_time=time(19), end_time=time(20))
    EventPageFactory(title="Matinée", start_time=time(9), end_time=time(10))


def told(client: Client, route: str, query: str) -> str:
    response = client.get(f"/agenda/{route}?{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("route", [*ROUTES, "integree/", ""])
def test_each_channel_keeps_it_as_the_list_does(client: Client, route: str) -> None:
    found = told(client, route, "heure=soir")

    assert "Veillée" in found
    assert "Matinée" not in found
    assert "Le soir" in found or route == "evenements.json"


@pytest.mark.one_engine
@pytest.mark.parametrize("route", [*ROUTES, "integree/"])
def test_what_it_does_not_understand_brings_nothing(client: Client, route: str) -> None:
    found = told(client, route, "heure=midi")

    assert "Veillée" not in found
    assert "Matinée" not in found


def test_the_page_that_says_how_to_follow_names_it_and_carries_it(client: Client) -> None:
    found = told(client, "suivre/", "heure=soir&quand=demain")

    assert "<code>heure</code>" in found
    assert "agenda.ics?heure=soir" in found
    assert "<code>quand</code>" not in found


def test_the_counts_the_month_and_the_archives_follow_it(client: Client) -> None:
    page = client.get("/agenda/?heure=soir")
    assert results_heading(page).startswith("1 date")
    assert "heure=soir" in links(page)["Dates passées"]
    day = EventPage.objects.get(title="Veillée").occurrences.get().starts_at
    month = told(client, "", f"heure=soir&mois={day:%Y-%m}")
    assert "Veillée" in month
    assert "Matinée" not in month
