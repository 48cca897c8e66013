"""Many texts of pages, known by their words alone, written in bulk."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Page

from core.batches import batches
from normandie.search.models import PageText, PageWord
from tools.models import TrivialPage

BATCH = 5_000
# What tells a setting of the database, what changes it, and its value while tables are filled.
QUICK = {
    # The indexes grow everywhere at once: in memory (kilobytes), not from the disk.
    "sqlite": ("PRAGMA cache_size", "PRAGMA cache_size", "-2000000"),
    # Whether the row that each names is there is not asked millions of times: for superusers alone.
    "postgresql": ("SHOW session_replication_role", "SET session_replication_role", "replica"),
}
# The words that are asked, and the share of the texts that hold each; the others are drawn.
SHARES = {"atel": 0.63, "jardin": 0.6, "lieu": 0.55, "imprim": 0.05, "tisan": 0.005}
VOCABULARY = [f"mot{rank}" for rank in range(20_000)]
WEIGHTS = (1, 1, 1, 1, 2, 2, 3, 4, 10)


def make_texts(home: Page, number: int, words: int, seed: int = 16) -> None:
    """Put under *home*, which holds nothing, *number* pages of *words* words each."""
    with _quick_filling(), transaction.atomic():
        _make_texts(home, number, words, seed)


def _make_texts(home: Page, number: int, words: int, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    kind = ContentType.objects.get_for_model(TrivialPage)
    for part in batches(range(1, number + 1), BATCH):
        pages = Page.objects.bulk_create(
            Page(
                title=f"Page {rank}",
                slug=f"page-{rank}",
                path=Page._get_path(home.path, home.depth + 1, rank),
                depth=home.depth + 1,
                url_path=f"{home.url_path}page-{rank}/",
                content_type=kind,
                locale=home.locale,
                live=True,
            )
            for rank in part
        )
        PageText.objects.bulk_create(
            PageText(page=page, sort_name=f"page {rng.randrange(10**9):09}") for page in pages
        )
        _insert([(stem, weight, page.pk) for page in pages for stem, weight in _words(rng, words)])
    Page.objects.filter(pk=home.pk).update(numchild=number)


@contextmanager
def _quick_filling() -> Iterator[None]:
    """Have the database fill large tables in minutes: as it is set up, it takes hours."""
    read, write, quick = QUICK[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(read)
        (usual,) = cursor.fetchone()
        cursor.execute(f"{write} = {quick}")
        try:
            yield
        finally:
            cursor.execute(f"{write} = {usual}")


def _words(rng: random.Random, number: int) -> Iterator[tuple[str, int]]:
    """Yield the stems of a text, each once, and their weights."""
    asked = [stem for stem, share in SHARES.items() if rng.random() < share]
    stems = dict.fromkeys((*asked, *rng.choices(VOCABULARY, k=number - len(asked))))
    yield from zip(stems, rng.choices(WEIGHTS, k=len(stems)), strict=True)


def _insert(rows: list[tuple[str, int, int]]) -> None:
    """Write words as the database writes many: millions of objects would take ten times as long."""
    table, columns = PageWord._meta.db_table, "stem, weight, page_text_id"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES (%s, %s, %s)", rows)  # noqa: S608
