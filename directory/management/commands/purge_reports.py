"""Erase the reports of visitors that are past their date."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.services.reports import KEPT_FOR, erase_old_reports


class Command(BaseCommand):
    help = (
        f"Efface les signalements reçus depuis plus de {KEPT_FOR.days} jours, avec l’adresse "
        "électronique qu’ils contiennent. À lancer chaque jour ; sans effet s’il n’y a rien à "
        "effacer."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Signalements effacés : {erase_old_reports()}")
