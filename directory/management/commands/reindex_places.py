from typing import Any

from django.core.management.base import BaseCommand

from core.batches import batches
from directory.models import PlacePage
from directory.services.refresh import refresh_places

BATCH = 500


class Command(BaseCommand):
    help = (
        "Recalcule ce qui découle de chaque fiche : mots de la recherche, résumé pour les "
        "listes, complétude, prix de la journée. Sans risque à répéter."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(PlacePage.objects.order_by("pk").values_list("pk", flat=True))
        for part in batches(ids, BATCH):
            refresh_places(pk__in=part)
        self.stdout.write(f"{len(ids)} lieux indexés")
