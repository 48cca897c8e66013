from typing import Any

from django.core.management.base import BaseCommand

from directory.services.territory import load_territory


class Command(BaseCommand):
    help = "Charge les départements, EPCI, communes et anciennes communes (sans risque à répéter)."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, number in load_territory().items():
            self.stdout.write(f"{number} {kind}")
