from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.services.refresh import refresh_all_places


class Command(BaseCommand):
    help = (
        "Recalcule ce qui découle de chaque fiche : mots de la recherche, résumé pour les "
        "listes, complétude, prix de la journée. Sans risque à répéter."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        refreshed, failures = refresh_all_places()
        self.stdout.write(f"{refreshed} lieux indexés")
        if failures:
            raise CommandError(f"Non indexés : {', '.join(failures)}")
