import statistics
import time
from collections.abc import Callable, Iterator
from itertools import count, product
from tempfile import TemporaryDirectory
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from directory.models import Commune, DirectoryPage, PlacePage, Vocabulary
from directory.services.territory import load_territory
from directory.services.vocabularies import load_vocabularies
from events.models import AgendaPage, EventPage
from normandie.editorial.examples import make_example_page
from normandie.home.models import HomePage
from tools.bench.database import empty_database
from tools.bench.dates import make_dates
from tools.bench.network import make_network, network_pages
from tools.models import TrivialPage

TRIVIAL, CONSTANT = "/page/", "/healthz"
WARM = 5  # visits before the measure: what all pages share is there
MOST = 300  # sheets and workshops, each asked once

visits = count()
Addresses = Iterator[str]


class Command(BaseCommand):
    help = (
        "Mesure chaque page publique comme les visiteurs la rencontrent, dans une base à part, "
        "détruite à la fin : une adresse répétée, rapportée à une vue constante ; une adresse "
        "jamais demandée, rapportée à une page Wagtail réduite à son titre."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dates", type=int, default=50_000, help="Un lieu en a 250.")
        parser.add_argument("--times", type=int, default=60, help="Mesures de chaque colonne.")
        parser.add_argument(
            "--network",
            action="store_true",
            help="Plutôt les pages du réseau (label, aides, pôles, matériel, chiffres), dans le "
            "site de la démonstration.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        settings = override_settings(
            DEBUG=False,
            ALLOWED_HOSTS=["127.0.0.1"],
            RESPONSE_CACHE=True,
            EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        )
        with TemporaryDirectory() as folder, empty_database(folder), settings:
            measured = self._site(**options)
            connection.settings_dict["CONN_MAX_AGE"] = None  # as in production
            ask = visitor()
            self.stdout.write(
                f"{connection.vendor}, médianes de {options['times']} mesures, "
                "millisecondes de processeur\n"
                f"{'':20}{'répétée':>10}{'/ constante':>13}{'nouvelle':>10}{'/ page nue':>12}"
                f"{'SQL':>5}"
            )
            for name, addresses in measured.items():
                self._row(name, ask, addresses, options["times"])

    def _site(self, *, dates: int, network: bool, **_: Any) -> dict[str, Addresses]:
        """Make the site to measure; return the addresses of its pages, by name."""
        if network:
            make_network()
            return network_pages()
        make_site(dates)
        self.stdout.write(f"{dates} dates")
        return pages()

    def _row(self, name: str, ask: Callable[[str], int], addresses: Addresses, times: int) -> None:
        new, bare = in_turn(ask, addresses, new_addresses(TRIVIAL), times)
        same = next(addresses)
        repeated, constant = in_turn(ask, same_address(same), same_address(CONSTANT), times)
        with CaptureQueriesContext(connection) as captured:
            ask(next(addresses))
        rate = constant / repeated
        self.stdout.write(
            f"{name:20}{repeated:>10.2f}{rate:>13.0%}{new:>10.1f}{new / bare:>12.1f}"
            f"{len(captured):>5}"
        )


def in_turn(
    ask: Callable[[str], int], pages: Addresses, compared: Addresses, times: int
) -> tuple[float, float]:
    """Return the median cost of *pages* and of what they are *compared* with, asked in turn.

    The speed of a machine changes from one second to the next: both meet the same.
    """
    costs: list[list[float]] = [[], []]
    for rank in range(WARM + times):
        for kept, addresses in zip(costs, (pages, compared), strict=True):
            address = next(addresses)
            begun = time.process_time()
            ask(address)
            if rank >= WARM:
                kept.append(1000 * (time.process_time() - begun))
    return statistics.median(costs[0]), statistics.median(costs[1])


def visitor() -> Callable[[str], int]:
    """Return what asks an address as a server does, and gives the number of bytes answered.

    It says that it is a program: nothing is counted for the places.

    Raises:
        RuntimeError: for any answer but a success.
    """
    site = WSGIHandler()

    def ask(address: str) -> int:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query}
        environ |= {"HTTP_ACCEPT_ENCODING": "gzip", "HTTP_USER_AGENT": "scan"}
        setup_testing_defaults(environ)
        statuses: list[str] = []
        answer = site(environ, lambda status, headers: statuses.append(status))  # type: ignore[arg-type]
        size = sum(map(len, answer))
        answer.close()
        if not statuses[0].startswith("200"):
            raise RuntimeError(f"{address}: {statuses[0]}")
        return size

    return ask


def pages() -> dict[str, Addresses]:
    """Return, for each page, addresses that are each asked once."""
    sheets = [place.url for place in PlacePage.objects.order_by("?")[:MOST]]
    events = [event.url for event in EventPage.objects.order_by("?")[:MOST]]
    return {
        "accueil": new_addresses("/accueil/"),
        "page éditoriale": new_addresses("/tous-les-blocs/"),
        "liste": searches("/annuaire/"),
        "carte": searches("/annuaire/carte/"),
        "fiche": iter(sheets),
        "agenda": searches("/agenda/"),
        "atelier": iter(events),
    }


def searches(path: str) -> Addresses:
    """Yield searches of *path* that nobody has made: around a commune, of a kind, within so far."""
    largest = Commune.objects.order_by("-population", "pk")
    communes = [*largest.values_list("pk", flat=True)[:7]]
    services = PlacePage.terms.field.related_model.objects.filter(vocabulary=Vocabulary.SERVICE)
    codes = [*services.values_list("code", flat=True)[:8]]
    for radius, commune, code in product(range(5, 60), communes, codes):
        yield f"{path}?commune={commune}&rayon={radius}&service={code}"


def new_addresses(path: str) -> Addresses:
    return (f"{path}?visite={number}" for number in visits)


def same_address(address: str) -> Addresses:
    return (address for _ in count())


def make_site(dates: int) -> None:
    """Make every public page once below a page with only a title, and *dates* in the agenda."""
    Page.objects.filter(depth__gt=1).delete()
    load_territory()
    load_vocabularies()
    home = Page.objects.get(depth=1).add_child(
        instance=TrivialPage(title="Accueil", slug="accueil-nu")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": home}
    )
    home.add_child(instance=TrivialPage(title="Page", slug="page"))
    home.add_child(instance=HomePage(title="Accueil", slug="accueil"))
    home.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    make_dates(home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire")), dates)
    make_example_page(home)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
