"""« /agenda/ » costs the same number of queries for a few dates and for thousands."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.caches import agenda_cache
from events.models import EventPage, Occurrence
from tests.clock import DECEMBER_2026, in_december_2026
from tests.directory.poles import a_pole
from tests.factories import (
    AgendaPageFactory,
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.first_visit import first_queries

pytestmark = [pytest.mark.django_db, in_december_2026]
FEW, MANY = 10, 2_000


def make_many_dates() -> None:
    """Give five events together dates over a day and a half to come, and as many over."""
    AgendaPageFactory()
    place = PlacePageFactory(slug="le-phare")
    a_pole("Pôle de la Mer", epcis=[place.commune.epci])
    events = [
        EventPageFactory(place=place, kind=kind, themes=["Sécurité"], live=False)
        for kind in EventPage.Kind.values[:5]
    ]
    EventPage.objects.update(live=True)
    Occurrence.objects.bulk_create(
        OccurrenceFactory.build(
            event=events[rank // 2 % len(events)],
            place=place,
            departement=place.commune.departement,
            starts_at=DECEMBER_2026 + timedelta(hours=3, minutes=rank) * (-1) ** rank,
        )
        for rank in range(MANY)
    )


@pytest.fixture(scope="module")
def many_dates(made_once: Callable) -> None:
    made_once(make_many_dates)


@pytest.mark.usefixtures("many_dates")
@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
@pytest.mark.parametrize(
    ("query", "shows"),
    [
        ("?", True),
        ("?type=atelier&theme=securite&gratuit=oui&commune=caen&quand=semaine", True),
        ("?commune=caen&rayon=10&type=webinaire&departement=76", False),  # proposes what to give up
        ("?commune=caen&lieu=le-phare", True),
        ("?pole=pole-de-la-mer&type=atelier", True),
        ("?commune=caen&lieu=le-phare&type=webinaire", True),
        ("?commune=caen&lieu=le-phare&mois=2026-12", True),
        ("?commune=caen&mois=2026-12", True),
        ("archives/?lieu=le-phare&commune=caen", True),
    ],
)
def test_the_agenda_costs_the_same_for_few_and_many_dates(
    client: Client, query: str, shows: bool, warm: bool
) -> None:
    def queries() -> int:
        agenda_cache.invalidate()
        if not warm:
            return first_queries(client, f"/agenda/{query}")
        html = client.get(f"/agenda/{query}").content.decode()
        assert ("/annuaire/le-phare/atelier-numerique" in html) == shows
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/agenda/{query}")
        return len(captured)

    for_many = queries()
    few = Occurrence.objects.order_by("pk").values_list("pk", flat=True)[:FEW]
    Occurrence.objects.exclude(pk__in=list(few)).delete()

    assert queries() == for_many <= 15
