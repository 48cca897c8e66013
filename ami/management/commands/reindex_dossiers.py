from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ami.services.words import index_all_dossiers


class Command(BaseCommand):
    help = (
        "Recalcule les mots par lesquels l’équipe retrouve les dossiers déposés. Sans risque à "
        "répéter."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number, failures = index_all_dossiers()
        self.stdout.write(f"Dossiers indexés\u00a0: {number}.")
        if failures:
            raise CommandError(f"Non indexés\u00a0: {', '.join(failures)}.")
