"""A backup of a site that runs: what happens meanwhile, and what is left when it fails."""

import errno
import fcntl
import os
import shutil
import sqlite3
import stat
import subprocess
import time
import zipfile
from collections import namedtuple
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from core.models import JobRun
from normandie.backups import making
from normandie.backups.archive import ArchiveWriter, opened
from normandie.backups.databases import this_engine
from tests.threads import at_once, results, start

pytestmark = pytest.mark.usefixtures("shared_database")
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def media() -> Iterator[Path]:
    """The folder of public files, with one in it."""
    folder = Path(settings.MEDIA_ROOT)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "facade.avif").write_bytes(b"photo")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def backup(folder: Path, *options: str) -> tuple[int, str]:
    """Return the code of the command, and all that it says.

    In a thread: SQLite copies nothing of a connection that is in a transaction.
    """
    out = StringIO()

    def command() -> tuple[int, str]:
        try:
            call_command("backup", str(folder), *options, stdout=out)
        except CommandError as error:
            return error.returncode, f"{out.getvalue()}{error}"
        return 0, out.getvalue()

    [result] = at_once(command, times=1)
    return result


def names_in(folder: Path) -> set[str]:
    [path] = folder.iterdir()
    with zipfile.ZipFile(path) as zipped:
        return {*zipped.namelist()} - {"manifest.json", this_engine().member}


def meanwhile(monkeypatch: pytest.MonkeyPatch, happen: Any) -> None:
    """Have *happen* called once the database is copied, and the files are not."""
    engine = type(this_engine())
    copying = engine.copying

    @contextmanager
    def copying_then(self: Any, folder: Path) -> Iterator[BinaryIO]:
        with copying(self, folder) as copy:
            yield copy
        happen()

    monkeypatch.setattr(engine, "copying", copying_then)


def test_what_is_saved_is_said(folder: Path, media: Path) -> None:
    code, said = backup(folder)

    assert code == 0
    assert "fichiers\u00a0: 1." in said
    assert "À garder ailleurs" in said
    assert names_in(folder) == {"media/images/facade.avif"}
    [path] = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_manifest_tells_the_hour_of_the_site(folder: Path, media: Path) -> None:
    with time_machine.travel("2026-07-14T22:30:00Z"):
        backup(folder)

    [path] = folder.iterdir()
    assert path.name == "sauvegarde-2026-07-15-003000.zip"
    with opened(path) as archive:
        assert archive.manifest.made_at.isoformat().startswith("2026-07-15T00:30:00")
        assert archive.manifest.made_at.utcoffset() == timedelta(hours=2)
        assert "core.0001_initial" in archive.manifest.migrations


def test_files_that_come_and_go_meanwhile_are_said(
    folder: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def happen() -> None:
        (media / "images" / "facade.avif").unlink()
        (media / "new.pdf").write_bytes(b"new")
        (media / "newer.pdf").write_bytes(b"newer")

    meanwhile(monkeypatch, happen)

    code, said = backup(folder)

    assert code == 0
    assert "sauvegarde\u00a0: 2\u00a0; retirés\u00a0: 1." in said
    assert names_in(folder) == {"media/new.pdf", "media/newer.pdf"}
    with opened(next(folder.iterdir())) as archive:
        assert archive.manifest.removed == ["media/images/facade.avif"]


def test_a_file_that_leaves_as_it_is_about_to_be_copied_stops_nothing(
    folder: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (media / "second.pdf").write_bytes(b"second")
    add = ArchiveWriter.add

    def add_and_lose(self: ArchiveWriter, name: str, *args: Any, **options: Any) -> None:
        add(self, name, *args, **options)
        (media / "second.pdf").unlink(missing_ok=True)

    monkeypatch.setattr(ArchiveWriter, "add", add_and_lose)
    monkeypatch.setattr(making, "_refuse_unless_room", lambda *args: None)
    store_names = making.FolderStore.names
    listed = {"media": ["images/facade.avif", "second.pdf"]}
    monkeypatch.setattr(
        making.FolderStore, "names", lambda self: listed.get(self.name) or store_names(self)
    )

    code, said = backup(folder)

    assert code == 0
    assert "retirés\u00a0: 1." in said


def test_links_and_files_being_written_are_not_copied_and_links_are_said(
    folder: Path, media: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_bytes(b"secret")
    (media / "folder").symlink_to(tmp_path / "secret")
    (media / "key").symlink_to(tmp_path / "secret" / "key")
    (media / ".being-written").write_bytes(b"ha")
    os.mkfifo(media / "pipe")

    code, said = backup(folder)

    assert code == 3
    assert "laissés de côté" in said
    assert names_in(folder) == {"media/images/facade.avif"}
    with opened(next(folder.iterdir())) as archive:
        assert archive.manifest.left_out == ["media/folder", "media/key", "media/pipe"]


def test_a_name_that_is_no_text_is_left_out(folder: Path, media: Path) -> None:
    (media / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"")

    code, said = backup(folder)

    assert code == 3
    assert "caf\\udce9.pdf" in said
    assert names_in(folder) == {"media/images/facade.avif"}


def test_nothing_is_begun_where_there_is_no_room(
    folder: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10, 0, 10))

    code, said = backup(folder)

    assert code == 1
    assert "Pas assez de place" in said
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize("full_at", [1, 2])
def test_a_disk_that_fills_leaves_nothing_and_costs_no_former_one(
    folder: Path, media: Path, monkeypatch: pytest.MonkeyPatch, full_at: int
) -> None:
    backup(folder)
    before = [*folder.iterdir()]
    add, added = ArchiveWriter.add, []

    def add_until_full(self: ArchiveWriter, name: str, *args: Any, **options: Any) -> None:
        added.append(name)
        if len(added) == full_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        add(self, name, *args, **options)

    monkeypatch.setattr(ArchiveWriter, "add", add_until_full)

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        code, said = backup(folder, "--keep", "1")

    assert code == 1
    assert "Le disque est plein" in said
    assert [*folder.iterdir()] == before


def test_only_the_newest_whole_ones_are_kept(folder: Path, media: Path) -> None:
    start = timezone.now()
    made = []
    for day in range(4):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            backup(folder)
        made.append(max(folder.iterdir()))
    made[2].write_bytes(made[2].read_bytes()[:-9])  # cut on its way here
    (folder / "notes.zip").write_bytes(b"of somebody")

    with time_machine.travel(start + timedelta(days=4), tick=False):
        code, said = backup(folder, "--keep", "2")

    left = {path.name for path in folder.iterdir()}
    newest = max(name for name in left if name.startswith("sauvegarde"))
    assert code == 0
    assert left == {made[2].name, made[3].name, newest, "notes.zip"}
    assert made[0].name in said


def test_nothing_is_erased_for_one_that_lacks_files(folder: Path, media: Path) -> None:
    backup(folder)
    (media / "link").symlink_to("/etc/passwd")

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        code, _ = backup(folder, "--keep", "1")

    assert code == 3
    assert len([*folder.iterdir()]) == 2


def test_one_that_was_killed_is_never_taken_for_a_whole_one(folder: Path, media: Path) -> None:
    folder.mkdir()
    (folder / ".sauvegarde-sauvegarde-2026-11-30-020000.zip").write_bytes(b"PK")

    code, said = backup(folder)

    assert code == 0
    assert "interrompue" in said
    assert len([*folder.iterdir()]) == 1


def test_two_do_not_write_at_once(folder: Path, media: Path) -> None:
    folder.mkdir()
    other = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(other, fcntl.LOCK_EX)
        code, said = backup(folder)
    finally:
        os.close(other)

    assert code == 1
    assert "déjà en cours" in said


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_keeping_none_is_refused(folder: Path, number: str) -> None:
    assert backup(folder, "--keep", number)[0] == 1
    assert not folder.exists()


def test_copies_do_not_go_where_files_are_served(media: Path) -> None:
    private = Path(storages["private"].location)
    for place in (media / "copies", private / "copies", Path(settings.STATIC_ROOT)):
        code, said = backup(place)
        assert (code, "dossier du site" in said) == (1, True)


def test_a_backup_changes_nothing_of_the_site(folder: Path, media: Path) -> None:
    runs = JobRun.objects.count()

    backup(folder)

    assert JobRun.objects.count() == runs
    assert [path.name for path in media.rglob("*")] == ["images", "facade.avif"]


def test_what_is_written_meanwhile_is_held_whole_or_not_at_all(folder: Path, media: Path) -> None:
    """Each writer leaves its file, then two rows in one transaction, as a person who sends one."""
    stop = Event()

    def write() -> int:
        number = 0
        while not stop.is_set():
            number += 1
            (media / f"{number}.pdf").write_bytes(b"sent")
            with transaction.atomic():
                for part in ("a", "b"):
                    JobRun.objects.create(job=f"{number}.{part}", started_at=timezone.now())
        JobRun.objects.filter(duration=None).delete()
        return number

    writing = start(write)
    try:
        while not (media / "5.pdf").exists():
            time.sleep(0.01)
        code, said = backup(folder)
    finally:
        stop.set()
        [written] = results(writing)

    assert code == 0, said
    with zipfile.ZipFile(next(folder.iterdir())) as zipped:
        copy = Path(zipped.extract(this_engine().member, folder))
    jobs = jobs_in(copy)
    numbers = {job.partition(".")[0] for job in jobs}
    copy.unlink()
    assert 1 < len(numbers) < written
    assert jobs == {f"{number}.{part}" for number in numbers for part in ("a", "b")}
    assert {f"media/{number}.pdf" for number in numbers} <= names_in(folder)


def jobs_in(copy: Path) -> set[str]:
    """Return the names of the works that a *copy* of the database holds."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(copy)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return {job for (job,) in database.execute("SELECT job FROM core_jobrun")}
    command = ("pg_restore", "--data-only", "--table=core_jobrun", "--file=-", str(copy))
    script = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    columns, rows = script.partition("COPY ")[2].partition(" FROM stdin;\n")[::2]
    rank = columns.partition("(")[2].rstrip(")").split(", ").index("job")
    return {row.split("\t")[rank] for row in rows.partition("\n\\.")[0].splitlines()}
