"""The database that every test starts from, made once for as long as nothing of it changes.

Applying the migrations takes seconds; a copy of what they made takes milliseconds. On SQLite the
made database is kept in ``var/tests/``, under a digest of all that it is made of.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from wagtail.models import Page, PageLogEntry

from tests.factories import DirectoryPageFactory

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "var" / "tests"
# What the made database depends on, besides the versions that are locked.
MADE_OF = (
    "*/migrations/*.py",
    "*/models/*.py",
    "site/normandie/*/migrations/*.py",
    "site/normandie/*/models.py",
    "site/normandie/*/models/*.py",
    "tests/small_app/models.py",
    "regions/normandie/*.*",
    "directory/services/*.py",
    "directory/standard/vocabularies/*.py",
    "core/text/*.py",
    "tests/factories.py",
    "requirements-dev.txt",
)
KEPT = 3  # made databases: those of the last branches worked on
IN_MEMORY = "file:tests?mode=memory&cache=shared"


def prepare() -> Iterator[None]:
    """Make the test database with its reference data, a home page and the directory under it."""
    if connection.vendor != "sqlite":
        made = setup_databases(verbosity=0, interactive=False)
        fill()
        _leave_statistics()
        yield
        teardown_databases(made, verbosity=0)
        return
    made_before = FOLDER / f"{_digest()}.sqlite3"
    if made_before.exists():
        _use_memory()
        with sqlite3.connect(made_before) as source:
            source.backup(connection.connection)
        yield
        return
    made = setup_databases(verbosity=0, interactive=False)
    fill()
    _keep(made_before)
    yield
    teardown_databases(made, verbosity=0)


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


def _leave_statistics() -> None:
    """Keep PostgreSQL from counting tables while a test, which never commits, fills them.

    It would see them empty, and choose plans for nothing: a join of 215 places then takes minutes.
    Without figures it goes by the size of each table.
    """
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {name} SET (autovacuum_enabled = false)")


def _use_memory() -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = IN_MEMORY
    connection.ensure_connection()


def _keep(path: Path) -> None:
    """Write the database into *path*, whole or not at all, and drop the oldest ones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(partial) as target:
        connection.connection.backup(target)
    partial.rename(path)
    for old in sorted(FOLDER.glob("*.sqlite3"), key=os.path.getmtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in MADE_OF for path in ROOT.glob(pattern)}):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]
