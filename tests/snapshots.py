"""A made database kept from one run of the tests to the next, under a digest of what it is made of.

SQLite keeps it as a file of ``var/tests/``, PostgreSQL as a template on its own server. Of the
processes that want one at once, the first makes it and the others wait. What is there is whole and
as it was made: a file bears the digest of its bytes, a template gets its name once it is complete,
and nobody can connect to it.
"""

import hashlib
import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "var" / "tests"
# What the made database depends on, besides the versions that are installed.
MADE_OF = (
    "*/migrations/*.py",
    "*/models/*.py",
    "site/normandie/*/migrations/*.py",
    "site/normandie/*/models.py",
    "site/normandie/*/models/*.py",
    "site/normandie/settings/*.py",
    "tests/small_app/models.py",
    "regions/normandie/*.*",
    "directory/services/*.py",
    "directory/standard/vocabularies/*.py",
    "core/text/*.py",
    "tests/factories.py",
)
KEPT = 3  # made databases: those of the last branches worked on
PATIENCE = 600  # seconds: another process makes the database, on a busy machine
LOCK = 7_201_450  # any number that nobody else takes on the server
IN_MEMORY = "file:tests?mode=memory&cache=shared"

Fill = Callable[[], None]


def made_of(root: Path = ROOT) -> str:
    """Return what tells databases made of other files, or by other versions, from one another."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in sorted(f"{each.name} {each.version}\n" for each in distributions()):
        digest.update(name.encode())
    for path in files(root):
        digest.update(f"{path.relative_to(root)}\n{_digest(path)}\n".encode())
    return digest.hexdigest()[:20]


def files(root: Path = ROOT) -> list[Path]:
    """Return the files that the made database depends on."""
    return sorted({path for pattern in MADE_OF for path in root.glob(pattern) if path.is_file()})


# --- SQLite: a file, copied into the memory of each process --------------------------------------


def on_sqlite(key: str, fill: Fill, folder: Path = FOLDER) -> Iterator[None]:
    """Load the snapshot of *key* into memory; make it first where there is none that is whole."""
    path = whole_file(folder, key)
    if path is None:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone_in(folder):
            path = whole_file(folder, key) or _made_file(folder, key, fill)
    _use(IN_MEMORY)
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as source:
        source.backup(connection.connection)
    yield


def whole_file(folder: Path, key: str) -> Path | None:
    """Return the snapshot of *key*, and erase one that was cut or changed since it was written."""
    for path in folder.glob(f"{key}-*.sqlite3"):
        if path.stem == f"{key}-{_digest(path)}":
            path.touch()  # the last to be dropped
            return path
        path.unlink(missing_ok=True)
    return None


def keep_file(source: sqlite3.Connection, folder: Path, key: str) -> Path:
    """Write what *source* holds as the snapshot of *key*, and drop the oldest ones."""
    partial = folder / f"{os.getpid()}.partial"
    with closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    kept = partial.rename(folder / f"{key}-{_digest(partial)}.sqlite3")
    for old in sorted(folder.glob("*.sqlite3"), key=os.path.getmtime)[:-KEPT]:
        old.unlink(missing_ok=True)
    return kept


def _made_file(folder: Path, key: str, fill: Fill) -> Path:
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
    fill()
    kept = keep_file(connection.connection, folder, key)
    teardown_databases(made, verbosity=0)
    return kept


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other processes waiting, with a lock that goes with the process that holds it."""
    with closing(sqlite3.connect(folder / "lock", timeout=PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- PostgreSQL: a template, copied by the server ------------------------------------------------


def on_postgresql(key: str, fill: Fill) -> Iterator[None]:
    """Copy the template of *key* for this process; make it first where there is none."""
    base = connection.settings_dict["NAME"]
    mine = connection.settings_dict["TEST"]["NAME"] or TEST_DATABASE_PREFIX + base
    with alone_on_server() as cursor:
        template = f"{prefix(base)}{key}"
        if template not in templates(cursor, base):
            _make_template(cursor, base, template, fill)
        drop(cursor, mine)
        cursor.execute(f"CREATE DATABASE {_quoted(mine)} TEMPLATE {_quoted(template)}")
    _use(mine)
    yield
    connection.creation.destroy_test_db(base, verbosity=0)


def prefix(base: str) -> str:
    """Return how the names of the templates begin that belong to the tests of *base*."""
    return f"{base}_made_"


def templates(cursor: Any, base: str) -> list[str]:
    """Return the templates of the tests of *base*, the last one made first."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC",
        [prefix(base)],
    )
    return [name for (name,) in cursor.fetchall()]


def drop(cursor: Any, *names: str) -> None:
    for name in names:
        cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)}")


def name_template(cursor: Any, base: str, made: str, template: str) -> None:
    """Make a *template* of the database *made*, that nobody changes; drop the oldest ones."""
    cursor.execute(f"ALTER DATABASE {_quoted(made)} ALLOW_CONNECTIONS false")
    cursor.execute(f"ALTER DATABASE {_quoted(made)} RENAME TO {_quoted(template)}")
    drop(cursor, *templates(cursor, base)[KEPT:])


@contextmanager
def alone_on_server() -> Iterator[Any]:
    """Give a cursor of a connection apart, and keep other processes waiting for as long."""
    server = connections.create_connection("default")
    with closing(server), server.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SET statement_timeout = %s", [f"{PATIENCE}s"])
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield cursor


def _make_template(cursor: Any, base: str, template: str, fill: Fill) -> None:
    test = connection.settings_dict["TEST"]
    name, test["NAME"] = test["NAME"], f"{base}_being_made"
    try:
        setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        fill()
        _leave_statistics()
    finally:
        made, test["NAME"] = test["NAME"], name
        _use(base)
    name_template(cursor, base, made, template)


def _leave_statistics() -> None:
    """Keep PostgreSQL from counting tables while a test, which never commits, fills them.

    It would see them empty, and choose plans for nothing: a join of 215 places then takes minutes.
    Without figures it goes by the size of each table.
    """
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"ALTER TABLE {_quoted(table)} SET (autovacuum_enabled = false)")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _use(name: str) -> None:
    """Have the connection of the tests, and those of their threads, go to the database *name*."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
