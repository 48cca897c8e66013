from typing import Any

from django.core.management.base import BaseCommand

from directory.models import PlacePage
from directory.services.refresh import refresh_places

BATCH = 500


class Command(BaseCommand):
    help = "Reconstruit l’index des mots de tous les lieux (sans risque à répéter)."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(PlacePage.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            refresh_places(pk__in=ids[start : start + BATCH])
        self.stdout.write(f"{len(ids)} lieux indexés")
