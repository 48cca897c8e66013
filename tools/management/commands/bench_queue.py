from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, reset_queries
from django.test import RequestFactory, override_settings
from wagtail.models import Page, Site
from wagtail.snippets.views.snippets import SnippetViewSet

from ami.admin.dossiers import DossierViewSet
from ami.models import CallPage, CallsPage, Dossier
from ami.waiting import waiting_for
from directory.services.territory import load_territory
from tools.bench.database import empty_database
from tools.bench.files import make_files
from tools.bench.measure import measure
from tools.models import TrivialPage


class PlainViewSet(SnippetViewSet):
    """What Wagtail lists of files by itself, as many a page: what the queue is measured against."""

    model = Dossier
    list_per_page = 50
    inspect_view_enabled = True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {"edit_url_name": None}  # the site has no such address


class Command(BaseCommand):
    help = (
        "Mesure la file des dossiers sur des dossiers synthétiques, dans une base à part, "
        "détruite à la fin : la vue de Wagtail, la nôtre, ses filtres et la recherche dans les "
        "réponses."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--files", type=int, default=5_000)
        parser.add_argument("--times", type=int, default=30, help="Mesures de chaque requête.")

    def handle(self, *args: Any, **options: Any) -> None:
        settings = override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"])
        with TemporaryDirectory() as folder, empty_database(folder), settings:
            make_files(self._call(), options["files"])
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            reset_queries()  # a full log counts no more
            self.stdout.write(f"{options['files']} dossiers ({connection.vendor})")
            self.stdout.write(f"{'':32}{'temps (ms)':>12}{'CPU (ms)':>12}{'SQL':>6}")
            for name, call in self._calls().items():
                found = measure(call, options["times"])
                self.stdout.write(
                    f"{name:32}{found.wall:>12.1f}{found.cpu:>12.1f}{found.queries:>6}"
                )

    def _calls(self) -> dict[str, Callable[[], object]]:
        user = get_user_model().objects.create_superuser("mesure", "mesure@exemple.fr")
        ours, plain = DossierViewSet().index_view, PlainViewSet().index_view

        def page(view: Any, **params: str) -> Callable[[], object]:
            def call() -> bytes:
                request = RequestFactory(headers={"host": "localhost"}).get("/admin/", params)
                request.user = user
                content: bytes = view(request).render().content
                return content

            return call

        def search(text: str) -> Callable[[], object]:
            return lambda: list(Dossier.objects.found_by(text).values_list("pk", flat=True))

        return {
            "liste de Wagtail": page(plain),
            "file": page(ours),
            "file, par échéance": page(ours, ordering="deadline"),
            "file, par thème": page(ours, theme="fablab"),
            "file, messages non lus": page(ours, attention="unread"),
            "file, sans suite": page(ours, attention="quiet"),
            "ce qui m’attend": lambda: waiting_for(user),
            "file, recherche": page(ours, q="imprimante mot17"),
            "recherche seule, mot courant": search("imprimante"),
            "recherche seule, deux mots": search("imprimante mot17"),
        }

    def _call(self) -> CallPage:
        Page.objects.filter(depth__gt=1).delete()
        load_territory()
        home = Page.objects.get(depth=1).add_child(
            instance=TrivialPage(title="Accueil", slug="accueil")
        )
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        calls = home.add_child(instance=CallsPage(title="Appels", slug="appels"))
        return calls.add_child(instance=CallPage(title="Appel", slug="appel", summary="Mesure"))
