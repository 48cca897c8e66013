from typing import Any

from django.core.management.base import BaseCommand

from normandie.search.services import index_all_pages


class Command(BaseCommand):
    help = "Reconstruit l’index de la recherche dans les pages (sans risque à répéter)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_all_pages()} pages indexées")
