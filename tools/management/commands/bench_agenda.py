from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, reset_queries
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import Page, Site

from directory.models import DirectoryPage
from directory.services.territory import load_territory
from directory.services.vocabularies import load_vocabularies
from events.models import AgendaPage, Occurrence
from events.search.periods import month_after
from tools.bench.database import empty_database
from tools.bench.dates import make_dates
from tools.bench.measure import emptied, measure, request
from tools.models import TrivialPage

COLD = " (cache vide)"


class Command(BaseCommand):
    help = (
        "Mesure l’agenda sur des dates synthétiques, dans une base à part, détruite à la fin : "
        "temps médian des requêtes, nombre de requêtes SQL, et croissance depuis la première "
        "taille demandée."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--occurrences", type=int, nargs="+", default=[10_000, 100_000, 1_000_000]
        )
        parser.add_argument("--times", type=int, default=30, help="Mesures de chaque requête.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.first: dict[str, float] = {}
        settings = override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"])
        with TemporaryDirectory() as folder, empty_database(folder), settings:
            for number in options["occurrences"]:
                self._bench(number, options["times"])

    def _bench(self, number: int, times: int) -> None:
        make_dates(self._site(), number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        reset_queries()  # a full log counts no more
        self.stdout.write(f"\n{number} dates ({connection.vendor}), médianes de {times} mesures")
        self.stdout.write(f"{'':32}{'temps (ms)':>12}{'CPU (ms)':>12}{'SQL':>6}{'croissance':>12}")
        client = Client()
        for name, address in self._requests().items():
            self._row(name, request(client, address), times)
            self._row(name + COLD, emptied(request(client, address)), times)

    def _requests(self) -> dict[str, str]:
        month = month_after(timezone.localdate())  # whole, unlike this one
        return {
            "prochaines dates": "/agenda/",
            "par département": "/agenda/?departement=14",
            "vue du mois": f"/agenda/?mois={month:%Y-%m}",
            "calendrier d’un lieu": "/agenda/agenda.ics?lieu=lieu-1",
        }

    def _row(self, name: str, call: Any, times: int) -> None:
        result = measure(call, times)
        growth = result.wall / self.first.setdefault(name, result.wall)
        self.stdout.write(
            f"{name:32}{result.wall:>12.1f}{result.cpu:>12.1f}{result.queries:>6}{growth:>12.1f}"
        )

    def _site(self) -> DirectoryPage:
        """Return an empty directory on an otherwise empty site, beside the agenda."""
        Occurrence.objects.all()._raw_delete("default")  # a million signals are for no one
        Page.objects.filter(depth__gt=1).delete()
        load_territory()
        load_vocabularies()
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=TrivialPage(title="Accueil", slug="accueil"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        home.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
        return home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire"))
