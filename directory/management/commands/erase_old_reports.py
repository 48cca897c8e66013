"""Erase the reports of visitors that have been kept long enough; for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.services.reports import KEPT_FOR, erase_old_reports


class Command(BaseCommand):
    help = "Efface les signalements de plus d’un an, avec l’adresse qu’ils contiennent."

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_old_reports()
        self.stdout.write(f"Signalements de plus de {KEPT_FOR.days} jours effacés : {erased}")
