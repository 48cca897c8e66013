from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, reset_queries
from django.test import Client, override_settings
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from directory.models import DirectoryPage
from directory.services.territory import load_territory
from directory.services.vocabularies import load_vocabularies
from normandie.editorial.examples import make_example_page
from normandie.home.models import HomePage
from tools.bench.measure import emptied, measure, request
from tools.bench.places import make_places
from tools.models import TrivialPage

TRIVIAL = "/page/"
REQUESTS = {"accueil": "/", "page éditoriale": "/tous-les-blocs/"}
COLD = " (cache vide)"


class Command(BaseCommand):
    help = (
        "Mesure la page d’accueil et une page éditoriale qui a tous les blocs, dans une base à "
        "part, détruite à la fin : temps médian, requêtes SQL, et coût processeur rapporté à celui "
        "d’une page Wagtail réduite à son titre."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--places", type=int, default=200)
        parser.add_argument("--times", type=int, default=30, help="Mesures de chaque page.")

    def handle(self, *args: Any, **options: Any) -> None:
        database = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"]):
                self._bench(options["places"], options["times"])
        finally:
            connection.creation.destroy_test_db(database, verbosity=0)

    def _bench(self, places: int, times: int) -> None:
        client = Client()
        self.stdout.write(f"{connection.vendor}, médianes de {times} mesures")
        self.stdout.write(f"{'':30}{'temps (ms)':>12}{'CPU (ms)':>12}{'SQL':>6}{'/ page nue':>12}")
        make_bare_site()
        trivial = self._row("page nue", request(client, TRIVIAL), times)
        make_site(places)
        reset_queries()  # a full log counts no more
        for name, address in REQUESTS.items():
            self._row(name, request(client, address), times, trivial)
            self._row(name + COLD, emptied(request(client, address)), times, trivial)

    def _row(self, name: str, call: Any, times: int, trivial: float | None = None) -> float:
        result = measure(call, times)
        multiple = f"{result.cpu / trivial:.1f}" if trivial else ""
        self.stdout.write(
            f"{name:30}{result.wall:>12.1f}{result.cpu:>12.1f}{result.queries:>6}{multiple:>12}"
        )
        return result.cpu


def make_bare_site() -> None:
    """Make a page with only a title, under another: Wagtail alone leads to it."""
    home = _make_home(TrivialPage(title="Accueil", slug="accueil"))
    home.add_child(instance=TrivialPage(title="Page", slug="page"))


def _make_home(page: Page) -> Page:
    """Make *page* the home page of the one site, and the only page."""
    Page.objects.filter(depth__gt=1).delete()
    home = Page.objects.get(depth=1).add_child(instance=page)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    return home


def make_site(places: int) -> None:
    """Make a home page, a directory with *places*, and a page with every block."""
    load_territory()
    load_vocabularies()
    home = _make_home(HomePage(title="Accueil", slug="accueil"))
    directory = home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire"))
    make_places(directory, places)
    drawing = BytesIO()
    Pillow.new("RGB", (600, 400), "#0a4552").save(drawing, "JPEG")
    image = ContentFile(drawing.getvalue(), name="exemple.jpg")
    get_image_model().objects.create(title="Exemple", file=image)
    document = ContentFile(b"%PDF-1.7", name="exemple.pdf")
    get_document_model().objects.create(title="Exemple", file=document, file_size=document.size)
    make_example_page(home)
