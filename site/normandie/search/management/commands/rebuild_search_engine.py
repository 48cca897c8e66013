from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.engine import client
from core.engine.client import Away
from core.engine.feeding import rebuild, send_waiting
from core.engine.indexes import indexes
from core.leases import LeaseHeld


class Command(BaseCommand):
    help = "Refait les index du moteur de recherche ; les précédents répondent pendant ce temps."

    def handle(self, *args: Any, **options: Any) -> None:
        if not client.is_set():
            self.stdout.write("Aucun moteur de recherche (ELASTICSEARCH_URL).")
            return
        try:
            for index in indexes():
                self.stdout.write(f"{index.name}\u00a0: {rebuild(index)} textes")
            send_waiting()
        except Away as error:
            raise CommandError(f"Le moteur de recherche ne répond pas ({error}).") from None
        except LeaseHeld as error:
            said = f"Un autre travail le tient jusqu’à {error.until:%H:%M:%S} au plus tard."
            raise CommandError(said) from None
