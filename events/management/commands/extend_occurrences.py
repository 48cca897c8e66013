from typing import Any

from django.core.management.base import BaseCommand

from events.models import EventPage, Occurrence
from events.recurrence import BadRule
from events.services.occurrences import bring_up_to_date


class Command(BaseCommand):
    help = (
        "Ajoute les dates des événements qui se répètent, jusqu’à dix-huit mois d’ici. "
        "Sans risque à répéter."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        events = EventPage.objects.live().order_by("pk")
        before, failed = Occurrence.objects.count(), 0
        for event in events.iterator(chunk_size=200):
            try:
                bring_up_to_date(event)
            except BadRule as error:
                failed += 1
                self.stderr.write(f"« {event.title} » ({event.pk}) : {error}")
        added = Occurrence.objects.count() - before
        self.stdout.write(f"{added} dates ajoutées, {failed} événements illisibles")
