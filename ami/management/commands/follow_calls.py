"""What calls ask for as time goes by."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ami.jobs import EACH_MINUTE


class Command(BaseCommand):
    help = (
        "Prévient de l’ouverture d’un appel ceux qui l’ont demandé, rappelle sa clôture à qui n’a "
        "pas déposé, fait lire à l’antivirus les fichiers qui l’attendent. À lancer chaque minute"
        "\u00a0; sans risque à répéter\u00a0: rien n’est écrit deux fois."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failures = []
        for work in EACH_MINUTE:
            outcome = work()
            failures += outcome.failures
            for label, number in outcome.figures.items():
                if number or options["verbosity"] > 1:
                    self.stdout.write(f"{label.capitalize()}\u00a0: {number}.")
        if failures:
            raise CommandError(f"Échec\u00a0: {', '.join(failures)}.")
