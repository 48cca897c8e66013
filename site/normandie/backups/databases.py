"""The database, by its own tools: a copy that holds together while others write, and back."""

import os
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, BinaryIO, Protocol, cast

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from normandie.backups import BackupError

PARTIAL = ".sauvegarde-"  # begins the names of what is not whole yet
PATIENCE = 30  # seconds, for a site that was not stopped


class Engine(Protocol):
    """``member`` is the name of the copy in an archive."""

    member: str
    vendor: str

    def version(self) -> str: ...

    def size(self) -> int:
        """Return how many bytes of a disk a copy may take, at most."""

    def copying(self, folder: Path) -> AbstractContextManager[BinaryIO]:
        """Give the copy to read, as a context; what it needs meanwhile goes into *folder*."""

    def check(self, copy: Path, made_with: str) -> None:
        """Refuse a *copy* that cannot be put back here, before anything is touched."""

    def put_back(self, copy: Path) -> None:
        """Put *copy* in place of all that the database holds, whole or not at all."""


def this_engine() -> Engine:
    return SQLite() if connection.vendor == "sqlite" else PostgreSQL()


def cache_tables() -> list[str]:
    """Return the tables that only save time."""
    caches = [each for each in settings.CACHES.values() if "DatabaseCache" in each["BACKEND"]]
    return [each["LOCATION"] for each in caches]


class SQLite:
    member = "database.sqlite3"
    vendor = "sqlite"

    def version(self) -> str:
        return sqlite3.sqlite_version

    def size(self) -> int:
        with connection.cursor() as cursor:
            pages, page = (
                cursor.execute(f"PRAGMA {what}").fetchone()[0]
                for what in ("page_count", "page_size")
            )
        return 2 * int(pages) * int(page)  # the copy, then what the archive makes of it

    @contextmanager
    def copying(self, folder: Path) -> Iterator[BinaryIO]:
        connection.ensure_connection()
        with NamedTemporaryFile(dir=folder, prefix=PARTIAL) as file:
            with closing(sqlite3.connect(file.name)) as copy:
                connection.connection.backup(copy, progress=_giving_up())
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, and nothing beside it
                copy.execute("PRAGMA secure_delete=ON")
                self._forget_caches(copy)
                _refuse_unless_sound(copy, "La base de données")
            with open(file.name, "rb") as content:
                yield content

    def _forget_caches(self, copy: sqlite3.Connection) -> None:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
        for name in tables.intersection(cache_tables()):
            copy.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
        copy.commit()

    def check(self, copy: Path, made_with: str) -> None:
        with closing(sqlite3.connect(copy)) as source:
            _refuse_unless_sound(source, "La base de l’archive")

    def put_back(self, copy: Path) -> None:
        """Write it through SQLite, in one transaction: what else has the file open stays right."""
        name = Path(str(connection.settings_dict["NAME"]))
        name.parent.mkdir(parents=True, exist_ok=True)
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection.connection, progress=_giving_up())
        connection.close()


def _giving_up() -> Callable[[int, int, int], None]:
    """Return what ends a copy that a lock keeps waiting: ``backup`` would wait for ever."""
    deadline = time.monotonic() + PATIENCE

    def give_up(status: int, remaining: int, total: int) -> None:
        if status != sqlite3.SQLITE_DONE and time.monotonic() > deadline:
            raise BackupError(
                "La base est occupée\u00a0: arrêtez le site et ses services, puis recommencez."
            )

    return give_up


def _refuse_unless_sound(database: sqlite3.Connection, what: str) -> None:
    try:
        found = database.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise BackupError(f"{what} est abîmée, SQLite le dit ainsi\u00a0: {found}")


class PostgreSQL:
    member = "database.dump"
    vendor = "postgresql"

    def version(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0])

    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])

    @contextmanager
    def copying(self, folder: Path) -> Iterator[BinaryIO]:
        pg_dump = _program("pg_dump", _major(self.version()))
        without = [f"--exclude-table-data={name}" for name in cache_tables()]
        options = ["--format=custom", "--no-owner", "--no-privileges", *without]
        arguments, environment = _connected(options)
        with TemporaryFile() as told:
            dump = subprocess.Popen(  # noqa: S603  (the password is in the environment)
                [pg_dump, *arguments], stdout=subprocess.PIPE, stderr=told, env=environment
            )
            with dump:
                yield cast(BinaryIO, dump.stdout)
            if dump.returncode:
                raise BackupError(f"pg_dump a échoué.{_errors(told)}")

    def check(self, copy: Path, made_with: str) -> None:
        here = _major(self.version())
        if _major(made_with) > here:
            raise BackupError(
                f"L’archive vient de PostgreSQL {_major(made_with)}, plus récent que celui-ci "
                f"({here})\u00a0: restaurez-la sur un serveur au moins aussi récent."
            )
        pg_restore = _program("pg_restore", here)
        _program("psql", here)
        listed = subprocess.run(  # noqa: S603
            [pg_restore, "--list", str(copy)], capture_output=True
        )
        if listed.returncode:
            raise BackupError(
                f"{_said_by(pg_restore)} ne sait pas lire la base de l’archive\u00a0: installez "
                "le client de PostgreSQL qui l’a faite, ou un plus récent."
            )

    def put_back(self, copy: Path) -> None:
        """Run what ``pg_restore`` writes in one transaction, after the drop of all tables.

        ``pg_restore --clean`` would leave those of a newer version. The transaction is closed here,
        once both programs have done well: ``psql`` alone would also keep half a script.
        """
        here = _major(self.version())
        preface = f"BEGIN;\nSET LOCAL lock_timeout = '{PATIENCE}s';\n{_drop_all()}"
        connection.close()
        arguments, environment = _connected(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"])
        script_options = ["--no-owner", "--no-privileges", "--file=-", str(copy)]
        with TemporaryFile() as told:
            script = subprocess.Popen(  # noqa: S603
                [_program("pg_restore", here), *script_options],
                stdout=subprocess.PIPE,
                stderr=told,
            )
            psql = subprocess.Popen(  # noqa: S603  (the password is in the environment)
                [_program("psql", here), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=told,
                env=environment,
            )
            with script, psql:
                _feed(cast(IO[bytes], psql.stdin), preface, script)
            if script.returncode or psql.returncode:
                raise BackupError(f"PostgreSQL a refusé la base de l’archive.{_errors(told)}")


def _feed(psql: IO[bytes], preface: str, script: subprocess.Popen[bytes]) -> None:
    try:
        psql.write(preface.encode())
        shutil.copyfileobj(cast(IO[bytes], script.stdout), psql)
        if script.wait() == 0:
            psql.write(b"\nCOMMIT;\n")
        psql.close()
    except BrokenPipeError:  # it has stopped at an error, which it has said
        with suppress(BrokenPipeError):
            psql.close()
    finally:
        script.kill()


def _drop_all() -> str:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    tables = ", ".join(map(connection.ops.quote_name, names))
    return f"DROP TABLE IF EXISTS {tables} CASCADE;\n" if tables else ""


def _connected(options: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the arguments and the environment that lead to the database of the site."""
    arguments, secrets = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, ["--no-password", *options]
    )
    return arguments[1:], {**os.environ, "LC_ALL": "C", **(secrets or {})}


def _program(name: str, server: int) -> str:
    """Return the path of a program of PostgreSQL's that is at least as new as the *server*."""
    path = shutil.which(name)
    if path is None:
        raise BackupError(
            f"{name} manque\u00a0: installez le client de PostgreSQL "
            f"(apt install postgresql-client-{server})."
        )
    if _major(_said_by(path)) < server:
        raise BackupError(
            f"{name} est d’une version plus ancienne que le serveur ({_said_by(path)}, serveur "
            f"{server})\u00a0: installez postgresql-client-{server}."
        )
    return path


def _said_by(path: str) -> str:
    said = subprocess.run([path, "--version"], capture_output=True, text=True)  # noqa: S603
    return said.stdout.strip()


def _major(version: str) -> int:
    found = re.search(r"\d+", version)
    return int(found[0]) if found else 0


def _errors(told: IO[bytes]) -> str:
    """Return what a program said went wrong, but its details, which may quote a row."""
    told.seek(0)
    lines = told.read().decode("utf-8", "replace").splitlines()
    errors = [line for line in lines if re.search(r"\b(error|FATAL|ERROR|ERREUR)\b", line)]
    return "".join(f"\n  {line}" for line in errors[:5])
