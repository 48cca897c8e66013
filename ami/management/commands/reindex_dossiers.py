from typing import Any

from django.core.management.base import BaseCommand

from ami.services.words import index_all_dossiers


class Command(BaseCommand):
    help = (
        "Recalcule les mots par lesquels l’équipe retrouve les dossiers déposés. Sans risque à "
        "répéter."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_all_dossiers()} dossiers indexés")
