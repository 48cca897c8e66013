"""Tell carriers the answers that are ready, once the date of the results has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ami.services.results import release_results


class Command(BaseCommand):
    help = (
        "Annonce les réponses approuvées des appels dont la date d’annonce est venue. À lancer "
        "chaque minute\u00a0; sans risque à répéter\u00a0: rien n’est écrit deux fois."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        told, failures = release_results()
        if told or options["verbosity"] > 1:
            self.stdout.write(f"Réponses annoncées\u00a0: {told}.")
        if failures:
            raise CommandError(f"Échec\u00a0: {', '.join(failures)}.")
