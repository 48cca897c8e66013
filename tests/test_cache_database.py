"""On SQLite the cache in the database has a file of its own, that no writer of the site holds."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from normandie.settings.caches import databases_of
from tests.backups.site import Site

DBCACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
LOCMEM = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": ""}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "normandie"}
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/normandie/var/db.sqlite3"}
ASKED = """
from django.core.cache import caches
from core.limits import RateLimit
print(caches["default"].set("a", 1), caches["default"].get("a"), RateLimit("b", 1, 60).add())
"""


@pytest.mark.parametrize(
    ("database", "cache"), [(POSTGRESQL, DBCACHE), (POSTGRESQL, LOCMEM), (SQLITE, LOCMEM)]
)
def test_nothing_changes_elsewhere(database: dict[str, str], cache: dict[str, str]) -> None:
    assert databases_of(database, cache) == {"default": database}


def test_it_is_beside_the_database() -> None:
    apart = databases_of(SQLITE, DBCACHE)["cache"]

    assert apart["NAME"] == Path("/srv/normandie/var/cache.sqlite3")


def test_it_keeps_and_counts_while_the_site_is_written(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)) as writer:
        site = Site(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3")
        told = {"CACHE_URL": "dbcache://cache", "DJANGO_SETTINGS_MODULE": "normandie.settings.dev"}
        made = site.manage("createcachetable", **told)
        assert made.returncode == 0, made.stderr
        writer.execute("BEGIN IMMEDIATE")
        asked = site.manage("shell", "--verbosity", "0", "--command", ASKED, **told)
        writer.execute("ROLLBACK")

        assert asked.stdout.split() == ["None", "1", "1"], asked.stderr
        assert writer.execute("SELECT name FROM sqlite_master").fetchall() == []
    with closing(sqlite3.connect(tmp_path / "cache.sqlite3")) as cache:
        tables = {name for (name,) in cache.execute("SELECT name FROM sqlite_master")}
    assert {"cache", "cache_counters"} <= tables
