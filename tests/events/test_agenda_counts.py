"""What the agenda announces is what the database then gives, whatever is asked together."""

import random
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from directory.models import DirectoryPage, PlacePage, Vocabulary
from events.models import EventPage, Occurrence
from events.search.coming import ComingDates
from events.search.events import EventSearch
from events.search.tallies import SHOWN_A_DAY, loosened, tally_of
from events.services.occurrences import put_off, set_status
from tests.clock import DECEMBER_2026, in_december_2026
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.reading import text_of

pytestmark = [pytest.mark.django_db, in_december_2026]

VALUES = {
    "type": list(EventPage.Kind.values[:4]),
    "theme": ["securite", "image"],
    "public": ["jeunes", "seniors"],
    "departement": ["14", "76"],
    "gratuit": ["oui"],
    "en_ligne": ["oui"],
    "reservation": ["oui", "non"],
}
PERIODS = ("", "quand=semaine", "quand=aujourd-hui", "du=2026-12-02&au=2026-12-09", "mois=2026-12")
OTHERS = (
    "",
    "q=tablette",
    "commune=14118&rayon=5",
    "commune=14118&rayon=0",
    "lieu=lieu-0&lieu=lieu-1&lieu=lieu-2&lieu=lieu-3",
    "lat=x",
)


def make_agenda() -> None:
    """Make forty events with more or less of everything, by twos or threes dates; some are hidden.

    Some of their dates are over, or going on, or began on a day that is over.
    """
    AgendaPageFactory()
    chance = random.Random(5)  # noqa: S311 -- nothing to guess
    places = [
        PlacePageFactory(slug=f"lieu-{rank}", commune=CommuneFactory(rouen=rank % 3 == 0))
        for rank in range(6)
    ]
    PlacePage.objects.filter(slug="lieu-4").update(latitude=None, longitude=None)
    for _ in range(40):
        event = EventPageFactory(
            title=chance.choice(("Tablette", "Téléphone")),
            place=chance.choice(places),
            kind=chance.choice(VALUES["type"]),
            themes=chance.sample(("Sécurité", "Image"), chance.randint(0, 2)),
            terms=[
                (Vocabulary.AUDIENCE, code)
                for code in chance.sample(("Jeunes", "Seniors"), chance.randint(0, 2))
            ],
            price=chance.choice((None, 0, 3)),
            attendance=chance.choice(EventPage.Attendance.values),
            online_url="https://exemple.fr/",
            capacity=9,
            booking=chance.choice(EventPage.Booking.values),
            starts_on=DECEMBER_2026.date() + timedelta(chance.randint(0, 40)),
        )
        for _ in range(chance.randint(0, 2)):
            start = DECEMBER_2026 + timedelta(hours=chance.randint(-30, 200))
            OccurrenceFactory(
                event=event,
                starts_at=start,
                ends_at=start + timedelta(hours=chance.choice((1, 3, 24))),
                status=chance.choice(Occurrence.Status.values),
            )
    hidden = EventPage.objects.order_by("pk")
    hidden[0].unpublish()
    hidden[1].view_restrictions.create(restriction_type="login")
    places[5].view_restrictions.create(restriction_type="login")


@pytest.fixture(autouse=True, scope="module")
def agenda(made_once: Callable) -> None:
    made_once(make_agenda)


def asked_at_random(chance: random.Random) -> list[QueryDict]:
    """Return a query for each way of saying when and where, with some values of the lists."""
    queries = []
    for period in PERIODS:
        for other in OTHERS:
            query = QueryDict("&".join(filter(None, [period, other])), mutable=True)
            for name in chance.sample(sorted(VALUES), chance.randint(0, 3)):
                query.setlist(
                    name, chance.sample(VALUES[name], chance.randint(1, len(VALUES[name])))
                )
            queries.append(query)
    return queries


def listed(rows: object, number: int) -> list[int]:
    """Return the ids of the first *number* rows of a list, in its order."""
    return [row.pk for row in rows[0:number].whole()]  # type: ignore[index]


@pytest.mark.parametrize("seed", range(4))
def test_each_number_is_what_the_database_then_gives(seed: int) -> None:
    some = False
    for query in asked_at_random(random.Random(seed)):  # noqa: S311 -- nothing to guess
        search = EventSearch.read(query)
        tally = tally_of(search)
        expected = list(search.upcoming())

        assert tally.total == len(expected), query
        assert listed(tally.rows, 30) == [date.pk for date in expected[:30]], query
        for name, values in VALUES.items():
            for value in values:
                chosen = query.copy()
                chosen.setlist(name, [value])
                number = EventSearch.read(chosen).upcoming().count()
                assert tally.numbers[name].get(value, 0) == number, (query, name, value)
        some = some or bool(expected)
    assert some


def test_each_day_of_a_month_is_told_as_the_database_gives_it() -> None:
    search = EventSearch.read(QueryDict("mois=2026-12"))
    by_day: dict[object, list[int]] = {}
    for date in search.upcoming():
        by_day.setdefault(timezone.localdate(date.starts_at), []).append(date.pk)

    days = tally_of(search).days

    assert {day: told.first for day, told in days.items()} == {
        day: pks[:SHOWN_A_DAY] for day, pks in by_day.items()
    }
    assert {day: told.number for day, told in days.items()} == {
        day: len(pks) for day, pks in by_day.items()
    }


def test_what_is_given_up_brings_what_the_database_gives() -> None:
    for query in asked_at_random(random.Random(9)):  # noqa: S311 -- nothing to guess
        for _, looser, total in loosened(tally_of(EventSearch.read(query)).fitting):
            assert total == looser.upcoming().count(), query


def test_what_is_over_leaves_by_the_clock_of_the_dates_that_are_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1_000.0)  # they do not grow old
    held: dict[object, ComingDates] = {}  # nothing outlives its day
    totals = set()
    for hours in (0, 1, 2, 24, 200):
        with time_machine.travel(DECEMBER_2026 + timedelta(hours=hours), tick=False):
            tally = tally_of(EventSearch())
            expected = [date.pk for date in EventSearch().upcoming()]

            dates = tally.fitting.dates
            assert held.setdefault(timezone.localdate(), dates) is dates
            assert listed(tally.rows, tally.total) == expected
            totals.add(tally.total)
    assert len(totals) > 2
    assert len(held) < 5  # hours of one day ask for the same


def test_a_change_shows_at_once(client: Client) -> None:
    date = Occurrence.objects.published().upcoming()[0]
    before = tally_of(EventSearch()).total

    set_status(date, Occurrence.Status.CANCELLED, "Fuite d’eau")
    assert "Fuite d’eau" in text_of(client.get("/agenda/"))
    put_off(date, date.starts_at - timedelta(days=9), date.ends_at - timedelta(days=9))
    assert tally_of(EventSearch()).total == before - 1
    assert "Fuite d’eau" not in text_of(client.get("/agenda/"))


def test_nothing_is_told_of_a_directory_that_is_closed(client: Client) -> None:
    assert tally_of(EventSearch()).total
    DirectoryPage.objects.get().view_restrictions.create(restriction_type="login")

    assert tally_of(EventSearch()).total == 0
    assert client.get("/agenda/").status_code == 200


def test_what_leaves_without_a_word_to_the_cache_is_not_shown(client: Client) -> None:
    dates = tally_of(EventSearch()).fitting.dates
    tomorrow = DECEMBER_2026.date() + timedelta(1)
    first = (
        Occurrence.objects.published().between(tomorrow, tomorrow).order_by("starts_at", "pk")[0]
    )
    left = EventPage.objects.filter(pk=first.event_id)
    left.update(live=False, title="Parti sans rien dire")  # no signal

    tally = tally_of(EventSearch())

    assert tally.fitting.dates is dates
    assert first.pk not in listed(tally.rows, 200)
    days = tally_of(EventSearch.read(QueryDict("mois=2026-12"))).days
    assert first.pk in days[timezone.localdate(first.starts_at)].first
    assert "Parti sans rien dire" not in text_of(client.get("/agenda/?mois=2026-12"))
