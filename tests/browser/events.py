"""Events as different as they come: each state of a date, online, priced, an example."""

from datetime import timedelta

from django.utils import timezone

from directory.models import PlacePage, Vocabulary
from events.models import EventPage, Occurrence
from events.services.occurrences import set_status
from tests.factories import AgendaPageFactory, EventPageFactory, OccurrenceFactory


def make_demo_events(place: PlacePage) -> list[EventPage]:
    """Return the events to come of *place* and, for a series with past dates, of the Dôme."""
    AgendaPageFactory(intro="Ce que les lieux proposent, jour par jour.")
    tomorrow = timezone.localdate() + timedelta(days=1)
    series = EventPageFactory(
        title="Premiers pas sur l’ordinateur",
        slug="premiers-pas",
        place=PlacePage.objects.get(slug="le-dome-des-usages"),
        starts_on=tomorrow,
        rule="FREQ=DAILY;COUNT=30",
        themes=["Bases de l’ordinateur"],
        terms=[(Vocabulary.AUDIENCE, "Jeunes")],
    )
    for status, date in zip(Occurrence.Status, series.occurrences.all(), strict=False):
        set_status(date, status, "" if status == Occurrence.Status.SCHEDULED else "Une précision.")
    online = EventPageFactory(
        title="Reconnaître une arnaque",
        place=place,
        starts_on=tomorrow,
        price=5,
        is_example=True,
        attendance=EventPage.Attendance.MIXED,
        online_url="https://exemple.fr/",
    )
    crowd = [
        EventPageFactory(title=f"Autre atelier {n}", place=place, starts_on=tomorrow)
        for n in range(3)
    ]
    OccurrenceFactory(event=series, starts_at=timezone.now() - timedelta(days=3))
    return [series, online, *crowd]
