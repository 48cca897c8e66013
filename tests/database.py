"""The database that every test starts from, made once for as long as nothing of it changes.

Applying the migrations takes seconds; a copy of what they made takes milliseconds. Each process of
the tests has its copy of the snapshot that ``tests.snapshots`` keeps, and makes it where there is
none.
"""

import os
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection
from wagtail.models import Page, PageLogEntry

from tests.factories import DirectoryPageFactory
from tests.snapshots import made_of, on_postgresql, on_sqlite


def prepare() -> Iterator[None]:
    """Give the tests a database with its reference data, a home page and the directory under it."""
    start = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    return start(made_of(), fill)


def fill() -> None:
    """Give the database the territory, the closed lists, a home page and the directory."""
    with open(os.devnull, "w") as silence:
        call_command("load_territory", stdout=silence)
        call_command("load_vocabularies", stdout=silence)
    DirectoryPageFactory()


def rows_left() -> dict[str, int]:
    """Return how many rows each table holds, once the log of pages that are gone is erased.

    Wagtail's log outlives its pages, and nobody who erases one thinks of it.
    """
    PageLogEntry.objects.exclude(page__in=Page.objects.all()).delete()
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found
