from typing import Any

from django.core.management.base import BaseCommand

from events.services.words import index_all_events


class Command(BaseCommand):
    help = "Reconstruit l’index des mots de l’agenda (sans risque à répéter)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_all_events()} événements indexés")
