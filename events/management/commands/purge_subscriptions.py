"""Erase the requests for the letter that nobody confirmed in time."""

from typing import Any

from django.core.management.base import BaseCommand

from events.models.subscription import UNCONFIRMED_KEPT
from events.services.letter import erase_forgotten


class Command(BaseCommand):
    help = (
        "Efface les demandes de la lettre restées sans confirmation depuis plus de "
        f"{UNCONFIRMED_KEPT.days}\u00a0jours, avec leur adresse. À lancer chaque jour\u00a0; "
        "sans effet s’il n’y a rien à effacer."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Demandes de la lettre effacées\u00a0: {erase_forgotten()}")
