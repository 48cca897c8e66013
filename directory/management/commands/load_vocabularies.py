"""``manage.py load_vocabularies``: the closed lists of the directory."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.services.vocabularies import load_vocabularies


class Command(BaseCommand):
    help = "Charge les listes de valeurs de l’annuaire (sans risque si elles existent déjà)."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_vocabularies()
        self.stdout.write(f"{sum(counts.values())} termes dans {len(counts)} listes.")
