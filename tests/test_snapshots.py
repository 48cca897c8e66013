"""The database of the tests is made again when it must be, and never taken cut or changed."""

import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from tests import snapshots
from tests.database import fill
from tests.snapshots import ROOT, files, keep_file, made_of, whole_file

BASE = "snapshots_tried"


def is_ours(path: Path) -> bool:
    return path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / ".venv")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one migration, one model and one file of reference data."""
    for name in ("events/migrations/0001_initial.py", "events/models/event.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("name = 1", "utf-8")
    (tmp_path / "regions/normandie").mkdir(parents=True)
    (tmp_path / "regions/normandie/communes.csv").write_text("14118,Caen", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "events/migrations/0001_initial.py").write_text("name = 2", "utf-8"),
        lambda root: (root / "events/migrations/0002_more.py").write_text("", "utf-8"),
        lambda root: (root / "events/models/event.py").rename(root / "events/models/date.py"),
        lambda root: (root / "regions/normandie/communes.csv").write_text("76540,Rouen", "utf-8"),
    ],
    ids=["migration changed", "migration added", "model renamed", "reference data"],
)
def test_what_it_is_made_of_changes_the_key(
    project: Path, change: Callable[[Path], object]
) -> None:
    before = made_of(project)
    (project / "events/views.py").write_text("", "utf-8")
    assert made_of(project) == before

    change(project)

    assert made_of(project) != before


def test_another_version_of_a_library_changes_the_key(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made_of(project)
    installed = list(snapshots.distributions())
    monkeypatch.setattr(snapshots, "distributions", lambda: installed[1:])

    assert made_of(project) != before


def test_every_migration_of_the_project_is_in_the_key() -> None:
    ours = [Path(each.path) for each in apps.get_app_configs() if is_ours(Path(each.path))]
    migrations = {path for folder in ours for path in folder.glob("migrations/*.py")}

    assert len(migrations) > 20
    assert migrations <= set(files())


@pytest.mark.django_db
def test_every_file_that_the_reference_data_reads_is_in_the_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: set[Path] = set()

    def watched(path: Any, *args: Any, **options: Any) -> Any:
        if isinstance(path, str | Path):
            read.add(Path(path).resolve())
        return really(path, *args, **options)

    really = io.open
    monkeypatch.setattr("io.open", watched)
    monkeypatch.setattr("builtins.open", watched)
    fill()

    data = {path for path in read if is_ours(path)}
    assert len(data) >= 3
    assert data <= set(files())


@pytest.fixture
def made() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE commune (name TEXT)")
        database.executemany("INSERT INTO commune VALUES (?)", [("Caen",)] * 5_000)
        database.commit()
        yield database


def test_a_snapshot_is_found_again_by_its_key_alone(
    made: sqlite3.Connection, tmp_path: Path
) -> None:
    kept = keep_file(made, tmp_path, "a")

    assert whole_file(tmp_path, "a") == kept
    assert whole_file(tmp_path, "b") is None
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT count(*) FROM commune").fetchone() == (5_000,)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4_096])


def change(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM commune WHERE rowid = 1")
        database.commit()


@pytest.mark.parametrize("spoil", [cut, change])
def test_a_snapshot_that_was_cut_or_changed_is_not_used(
    made: sqlite3.Connection, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    kept = keep_file(made, tmp_path, "a")
    spoil(kept)

    assert whole_file(tmp_path, "a") is None
    assert not kept.exists()


def test_the_snapshots_used_last_are_kept(made: sqlite3.Connection, tmp_path: Path) -> None:
    for age, key in enumerate("abc"):
        os.utime(keep_file(made, tmp_path, key), (age, age))
    assert whole_file(tmp_path, "a")

    keep_file(made, tmp_path, "d")

    assert [key for key in "abcd" if whole_file(tmp_path, key)] == ["a", "c", "d"]
    assert not list(tmp_path.glob("*.partial"))


if connection.vendor == "postgresql":

    @pytest.fixture
    def server() -> Iterator[Any]:
        with snapshots.alone_on_server() as cursor:
            yield cursor
            snapshots.drop(cursor, *snapshots.templates(cursor, BASE), BASE)

    @pytest.mark.django_db
    def test_the_templates_made_last_are_kept_and_nobody_changes_them(server: Any) -> None:
        for key in "abcd":
            server.execute(f"CREATE DATABASE {BASE}")
            snapshots.name_template(server, BASE, BASE, snapshots.prefix(BASE) + key)

        assert snapshots.templates(server, BASE) == [f"{BASE}_made_{key}" for key in "dcb"]
        access = connection.get_connection_params() | {"dbname": f"{BASE}_made_d"}
        with pytest.raises(psycopg.OperationalError, match="not currently accepting connections"):
            psycopg.connect(**access)
