from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, reset_queries
from django.test import Client, override_settings
from wagtail.models import Page, Site

from directory.coverage.first_page import create_coverage
from directory.models import DirectoryPage, PlacePage
from directory.services.territory import load_territory
from directory.services.vocabularies import load_vocabularies
from tools.bench.measure import emptied, measure, request
from tools.bench.places import make_places
from tools.models import TrivialPage

REQUESTS = {
    "liste": "/annuaire/",
    "liste, page 5": "/annuaire/?page=5",
    "mots": "/annuaire/?q=numerique",
    "mots et commune": "/annuaire/?q=numerique&commune=14118&rayon=20",
    "mot courant": "/annuaire/?q=impots",
    "mot courant et commune": "/annuaire/?q=impots+caen",
    "faute et mot en trop": "/annuaire/?q=cowroking+piscine",
    "filtres": "/annuaire/?type=epn&departement=14&frais=gratuit",
    "ouvert maintenant": "/annuaire/?ouvert=maintenant",
    "rien ne répond": "/annuaire/?q=introuvable&commune=14118",
    "recherche": "/recherche/?q=numerique",
    "recherche, deux mots": "/recherche/?q=mediatheque+caen",
    "recherche, rien": "/recherche/?q=mediateque+introuvable",
    "suggestions": "/recherche/suggestions.json?q=media",
    "communes": "/annuaire/communes.json?q=st+lo",
    "fiche": "/annuaire/lieu-1/",
    "couverture": "/couverture/",
    "couverture, samedi soir": "/couverture/?jour=samedi&heure=soir",
    "CSV": "/annuaire/lieux.csv",
    "GeoJSON": "/annuaire/lieux.geojson",
}
TRIVIAL = "/page/"
MEASURED_AGAINST_TRIVIAL = ("liste", "fiche", "couverture", "couverture, samedi soir")
COLD = " (cache vide)"
WHOLE_FILES = ("CSV", "GeoJSON")
MANY = 2_000  # places from which a whole file is measured once
COMMON_WORDS = "lieu numérique"


class Command(BaseCommand):
    help = (
        "Mesure l’annuaire sur des lieux synthétiques, dans une base à part, détruite à la fin : "
        "temps médian des requêtes, nombre de requêtes SQL, et coût processeur de la liste et de "
        "la fiche rapporté à celui d’une page Wagtail réduite à son titre."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--places", type=int, nargs="+", default=[200, 2_000, 20_000])
        parser.add_argument(
            "--only", nargs="+", default=REQUESTS, choices=REQUESTS, help="Ces requêtes seulement."
        )
        parser.add_argument("--times", type=int, default=30, help="Mesures de chaque requête.")

    def handle(self, *args: Any, **options: Any) -> None:
        database = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"]):
                for number in options["places"]:
                    self._bench(number, options["times"], options["only"])
        finally:
            connection.creation.destroy_test_db(database, verbosity=0)

    def _bench(self, number: int, times: int, names: Iterable[str]) -> None:
        directory = self._site()
        make_places(directory, number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        reset_queries()  # a full log counts no more
        self.stdout.write(f"\n{number} lieux ({connection.vendor}), médianes de {times} mesures")
        self.stdout.write(f"{'':38}{'temps (ms)':>12}{'CPU (ms)':>12}{'SQL':>6}{'/ page nue':>12}")
        client = Client()
        trivial = self._row("page nue", request(client, TRIVIAL), times)
        search = PlacePage.objects.live().matching(COMMON_WORDS).order_by("-relevance")
        self._row("mots, identifiants", lambda: list(search.values_list("pk")[:24]), times)
        for name in names:
            address = REQUESTS[name]
            against = trivial if name in MEASURED_AGAINST_TRIVIAL else None
            heavy = name in WHOLE_FILES and number > MANY
            self._row(name, request(client, address), 1 if heavy else times, against)
            if against:
                self._row(name + COLD, emptied(request(client, address)), times, against)

    def _row(self, name: str, call: Any, times: int, trivial: float | None = None) -> float:
        result = measure(call, times)
        multiple = f"{result.cpu / trivial:.1f}" if trivial else ""
        self.stdout.write(
            f"{name:38}{result.wall:>12.1f}{result.cpu:>12.1f}{result.queries:>6}{multiple:>12}"
        )
        return result.cpu

    def _site(self) -> DirectoryPage:
        """Return an empty directory on an otherwise empty site, beside a page with only a title."""
        Page.objects.filter(depth__gt=1).delete()
        load_territory()
        load_vocabularies()
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=TrivialPage(title="Accueil", slug="accueil"))
        home.add_child(instance=TrivialPage(title="Page", slug="page"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        create_coverage(home)
        return home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire"))
