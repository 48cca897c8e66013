import statistics
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
from tools.bench.agenda_addresses import agenda_addresses, event_pages
from tools.bench.database import empty_database
from tools.bench.dates import make_dates
from tools.bench.measure import Measure, emptied, measure, request, request_each
from tools.models import TrivialPage

TRIVIAL = "/page/"
COLD = " (cache vide)"
NEVER = "jamais demandées"


class Command(BaseCommand):
    help = (
        "Mesure l’agenda sur des dates synthétiques, dans une base à part, détruite à la fin : "
        "temps médian des requêtes, nombre de requêtes SQL, coût processeur rapporté à celui d’une "
        "page Wagtail réduite à son titre, et croissance depuis la première taille demandée. Les "
        "adresses jamais demandées sont tirées au sort\u00a0: leur coût est une moyenne."
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
        self.stdout.write(f"\n{number} dates ({connection.vendor}), {times} mesures")
        heads = f"{'temps (ms)':>12}{'CPU (ms)':>12}{'SQL':>6}{'/ page nue':>12}{'croissance':>12}"
        self.stdout.write(f"{'':32}{heads}")
        client = Client()
        self.trivial = measure(request(client, TRIVIAL), times).cpu
        for name, address in self._requests().items():
            self._row(name, measure(request(client, address), times))
            self._row(name + COLD, measure(emptied(request(client, address)), times))
        for name, addresses in {"agenda": agenda_addresses(), "événement": event_pages()}.items():
            asked = request_each(client, addresses)
            self._row(f"{name}, {NEVER}", measure(asked, 2 * times, statistics.mean))

    def _requests(self) -> dict[str, str]:
        month = month_after(timezone.localdate())  # whole, unlike this one
        return {
            "prochaines dates": "/agenda/",
            "par département": "/agenda/?departement=14",
            "vue du mois": f"/agenda/?mois={month:%Y-%m}",
            "calendrier d’un lieu": "/agenda/agenda.ics?lieu=lieu-1",
        }

    def _row(self, name: str, result: Measure) -> None:
        growth = result.wall / self.first.setdefault(name, result.wall)
        self.stdout.write(
            f"{name:32}{result.wall:>12.1f}{result.cpu:>12.1f}{result.queries:>6}"
            f"{result.cpu / self.trivial:>12.1f}{growth:>12.1f}"
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
        home.add_child(instance=TrivialPage(title="Page", slug="page"))
        home.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
        return home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire"))
