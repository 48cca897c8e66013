"""A site apart, that a test may destroy: its database, its folder, and its commands."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
PATIENCE = 240  # seconds: a process of Django's on a busy machine


@dataclass
class Site:
    """``database`` is the address that DATABASE_URL takes."""

    folder: Path
    database: str

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.backups.settings",
                "SITE_FOLDER": str(self.folder),
                "DATABASE_URL": self.database,
                "SECRET_KEY": "essai-de-sauvegarde",
                "SECURITY_POLICY_URL": "https://exemple.fr/securite",
                "EMAIL_URL": "smtp://someone:a-secret@mail.exemple.fr",
            }
            | variables,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def manage(self, *command: str, **variables: str) -> subprocess.CompletedProcess:
        return self.run("manage.py", *command, **variables)

    def step(self, name: str, **variables: str) -> Any:
        done = self.run("-m", "tests.backups.small_site", name, **variables)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    @property
    def is_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    def destroy(self) -> None:
        """Lose the machine: every row, every file."""
        if self.is_sqlite:
            for path in self.folder.glob("db.sqlite3*"):
                path.unlink()
        else:
            self.step("empty")
        for name in ("media", "private"):
            shutil.rmtree(self.folder / name)


@contextmanager
def scratch_site(folder: Path, made: Path | None) -> Iterator[Site]:
    """Give a site in *folder*, on the kind of database that the tests have.

    Args:
        made: a database of SQLite's to start from, with tables and reference data.
    """
    if made is not None:
        shutil.copy(made, folder / "db.sqlite3")
        yield Site(folder, f"sqlite:///{folder}/db.sqlite3")
        return
    server = connection.settings_dict
    name = f"backup_{secrets.token_hex(4)}"
    access = {"user": server["USER"], "host": server["HOST"], "port": server["PORT"] or None}
    password = f":{server['PASSWORD']}" if server["PASSWORD"] else ""
    with psycopg.connect(
        dbname="postgres", password=server["PASSWORD"], autocommit=True, **access
    ) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            place = f"{server['HOST']}:{server['PORT'] or 5432}"
            site = Site(folder, f"postgres://{server['USER']}{password}@{place}/{name}")
            migrated = site.manage("migrate", "--verbosity", "0")
            assert migrated.returncode == 0, migrated.stderr
            yield site
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
