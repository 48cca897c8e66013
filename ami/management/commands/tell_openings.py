"""Tell those who asked that a call has just opened."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ami.services.notices import tell_openings


class Command(BaseCommand):
    help = (
        "Prévient de l’ouverture d’un appel ceux qui l’ont demandé. À lancer chaque "
        "minute\u00a0; sans risque à répéter\u00a0: rien n’est écrit deux fois."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        told, failures = tell_openings()
        if told or options["verbosity"] > 1:
            self.stdout.write(f"Personnes prévenues\u00a0: {told}.")
        if failures:
            raise CommandError(f"Échec\u00a0: {', '.join(failures)}.")
