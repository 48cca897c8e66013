import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, reset_queries
from django.test import RequestFactory, override_settings
from wagtail.models import Page, Site

from core.engine import client
from core.engine.feeding import rebuild
from core.listing.counting import count_each
from normandie.search.engine.answers import answers
from normandie.search.engine.documents import TEXTS
from normandie.search.questions import OpenSite, Question
from normandie.search.sources.pages import Pages
from tools.bench.database import empty_database
from tools.bench.measure import measure
from tools.bench.texts import SHARES, make_texts
from tools.models import TrivialPage

FIRST = 20
ASKED = (
    ("atel",),
    ("atel", "jardin"),
    ("atel", "jardin", "lieu"),
    ("imprim",),
    ("atel", "imprim"),
    ("tisan",),
)
PREFIX = "normandie-bench"
TICKS = 100  # of /proc, in a second


class Command(BaseCommand):
    help = (
        "Compare les tables de mots et le moteur de recherche (ELASTICSEARCH_URL) sur des textes "
        "synthétiques, dans une base et des index à part, détruits à la fin : temps de processeur "
        "du site, de la base et du moteur, pour les premiers résultats et leur nombre. Sans "
        "moteur, les tables seules."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--texts", type=int, default=200_000)
        parser.add_argument("--words", type=int, default=60, help="Mots de chaque texte.")
        parser.add_argument("--times", type=int, default=5, help="Mesures de chaque question.")

    def handle(self, *args: Any, **options: Any) -> None:
        texts, times = options["texts"], options["times"]
        apart = override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"])
        # A machine that does much else is slow, not away.
        patient = patch.object(client, "PATIENCE", client.FEEDING_PATIENCE)
        with TemporaryDirectory() as folder, empty_database(folder), apart, patient:
            begun = time.perf_counter()
            with override_settings(ELASTICSEARCH_URL=""):
                make_texts(self._home(), texts, options["words"])
            self._say("écriture des tables", time.perf_counter() - begun, "s")
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            reset_queries()
            if client.is_set():
                with _own_indexes():
                    self._fill()
                    self._compare(texts, times, with_engine=True)
            else:
                self._compare(texts, times, with_engine=False)

    def _fill(self) -> None:
        begun, cpu = time.perf_counter(), _of_engine()
        rebuild(TEXTS)
        self._say("écriture de l’index", time.perf_counter() - begun, "s")
        self._say("  dont processeur du moteur", (_of_engine() - cpu) / 1_000, "s")
        self._say("taille de l’index", _size() / 1e9, "Go")

    def _compare(self, texts: int, times: int, *, with_engine: bool) -> None:
        self.stdout.write(f"\n{texts} textes ({connection.vendor}), processeur en ms")
        self.stdout.write(f"{'':28}{'trouvés':>10}{'tables':>10}{'moteur':>10}")
        for words in ASKED:
            question = Question(" ".join(words), _site())
            found = _by_tables(question)
            costs = [_cost(partial(_by_tables, question), _of_database, times)]
            if with_engine:
                if found != _by_engine(question):
                    raise CommandError(f"{words}: le moteur répond autre chose que les tables")
                costs.append(_cost(partial(_by_engine, question), _of_engine, times))
            name = " ".join(f"{word} ({SHARES[word]:.1%})" for word in words[:1])
            name += f" + {len(words) - 1}" if len(words) > 1 else ""
            figures = "".join(f"{cost:>10.0f}" for cost in costs)
            self.stdout.write(f"{name:28}{found[0]:>10}{figures}")

    def _say(self, what: str, figure: float, unit: str) -> None:
        self.stdout.write(f"{what:28}{figure:>10.2f} {unit}")

    def _home(self) -> Page:
        Page.objects.filter(depth__gt=1).delete()
        home = Page.objects.get(depth=1).add_child(
            instance=TrivialPage(title="Accueil", slug="accueil")
        )
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        return home


def _site() -> OpenSite:
    return OpenSite(RequestFactory().get("/recherche/", SERVER_NAME="localhost"))


def _by_tables(question: Question) -> tuple[int, list[int]]:
    source = Pages()
    (total,) = count_each([source.fitting(question)])
    return total, [row.pk for row in source.find(question)[:FIRST]]


def _by_engine(question: Question) -> tuple[int, list[int]]:
    """Return the same, read again in the database as the site does."""
    answer = next(each for each in answers(question, FIRST) if each.source.slug == Pages.slug)
    if answer.first is None:
        raise CommandError("Le moteur n’a pas répondu.")
    return answer.total, [row.pk for row in answer[:FIRST]]


def _cost(call: Callable[[], object], beside: Callable[[], float], times: int) -> float:
    """Return the milliseconds of processor of one *call*, those of another process included."""
    before = beside()
    own = measure(call, times).cpu
    return own + (beside() - before) / (times + 2)  # which warms up, and counts queries


def _of_engine() -> float:
    """Return the milliseconds of processor that the engine took since it started."""
    told = client.ask(lambda engine: engine.nodes.stats(metric="process"), 10)
    return sum(node["process"]["cpu"]["total_in_millis"] for node in told["nodes"].values())


def _of_database() -> float:
    """Return those of the process of PostgreSQL that serves us; SQLite is in ours."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) * 1_000 / TICKS


def _size() -> int:
    told = client.ask(lambda engine: engine.indices.stats(index=TEXTS.alias, metric="store"), 10)
    return int(told["_all"]["total"]["store"]["size_in_bytes"])


@contextmanager
def _own_indexes() -> Iterator[None]:
    """Have indexes apart, which leave."""
    url = f"{settings.ELASTICSEARCH_URL.partition('?')[0]}?prefix={PREFIX}"
    with override_settings(ELASTICSEARCH_URL=url):
        try:
            yield
        finally:
            found = client.ask(lambda engine: list(engine.indices.get(index=f"{PREFIX}-*")), 10)
            if found:
                client.ask(lambda engine: engine.indices.delete(index=found), 10)
