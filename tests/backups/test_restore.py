"""A whole site: saved, destroyed, put back, and found the same."""

import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.backups.archives import rewritten
from tests.backups.site import Site, scratch_site

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def site(
    database_file: Path | None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock(), scratch_site(folder, database_file) as made:
        made.step("make")
        yield made


@pytest.fixture(scope="module")
def archive(site: Site) -> Path:
    done = site.manage("backup", str(site.folder / "copies"))
    assert done.returncode == 0, done.stderr
    [path] = (site.folder / "copies").iterdir()
    return path


@pytest.fixture(scope="module")
def before(site: Site, archive: Path) -> dict[str, str]:
    return site.step("state")


def test_what_is_destroyed_comes_back(site: Site, archive: Path, before: dict[str, str]) -> None:
    answered = site.step("pages")
    site.destroy()

    done = site.manage("restore", str(archive))

    assert done.returncode == 0, done.stderr
    assert site.step("state") == before
    assert {path.split("/")[0] for path in before} >= {"media", "private", "ami_dossier"}
    assert site.step("pages") == answered
    assert set(answered.values()) == {200, True}


def test_a_site_that_is_there_is_replaced_only_if_asked(
    site: Site, archive: Path, before: dict[str, str]
) -> None:
    site.step("spoil")
    spoilt = site.step("state")

    refused = site.manage("restore", str(archive))

    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    assert site.step("state") == spoilt != before

    done = site.manage("restore", str(archive), "--replace")

    assert done.returncode == 0, done.stderr
    assert site.step("state") == before


def test_what_is_left_to_do_is_said(site: Site, archive: Path) -> None:
    done = site.manage("restore", str(archive), "--replace", SECURITY_POLICY_URL="")

    lost = "Remettez dans .env, qui n’est pas dans l’archive\u00a0: SECURITY_POLICY_URL."
    assert lost in done.stdout
    assert "SECRET_KEY" in done.stdout
    assert "Courriels qui attendaient alors\u00a0: " in done.stdout


def test_the_archive_is_for_its_owner_and_holds_no_secret(site: Site, archive: Path) -> None:
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (archive.parent, archive)]

    assert modes == [0o700, 0o600]
    with zipfile.ZipFile(archive) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        everything = b"".join(map(zipped.read, zipped.namelist()))
    assert {"SECRET_KEY", "EMAIL_URL"} <= {*manifest["settings"]}
    assert b"essai-de-sauvegarde" not in everything
    assert b"a-secret" not in everything


def test_a_damaged_archive_touches_nothing(
    site: Site, archive: Path, before: dict[str, str], tmp_path: Path
) -> None:
    damaged = tmp_path / archive.name
    content = bytearray(archive.read_bytes())
    content[content.index(b"% Statuts")] ^= 1
    damaged.write_bytes(content)

    done = site.manage("restore", str(damaged), "--replace")

    assert (done.returncode, "abîmée" in done.stderr) == (1, True)
    assert site.step("state") == before


def test_a_base_that_is_damaged_inside_touches_nothing(
    site: Site, archive: Path, before: dict[str, str], tmp_path: Path
) -> None:
    """Its digest is right: whoever made the archive made it so."""
    name = "database.sqlite3" if site.is_sqlite else "database.dump"
    damaged = rewritten(archive, tmp_path, {name: b"no database" * 1000})

    done = site.manage("restore", str(damaged), "--replace")

    assert done.returncode == 1
    assert "base de l’archive" in done.stderr.lower()
    assert site.step("state") == before


def test_what_the_engine_refuses_to_put_back_is_said_and_touches_nothing(
    site: Site, archive: Path, before: dict[str, str], tmp_path: Path
) -> None:
    """It looks sound: pages of another size for SQLite, rows that end too soon for PostgreSQL."""
    if site.is_sqlite:
        name, said = "database.sqlite3", "La restauration a échoué"
        with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
            other.execute("PRAGMA page_size=8192")
            other.execute("CREATE TABLE other (id INTEGER)")
        content = (tmp_path / "other.sqlite3").read_bytes()
    else:
        name, said = "database.dump", "PostgreSQL a refusé la base de l’archive"
        with zipfile.ZipFile(archive) as zipped:
            content = zipped.read(name)[:-1000]

    done = site.manage("restore", str(rewritten(archive, tmp_path, {name: content})), "--replace")

    assert (done.returncode, said in done.stderr) == (1, True)
    assert site.step("state") == before


def test_copies_go_elsewhere_with_a_folder(site: Site) -> None:
    shutil.rmtree(site.folder / "elsewhere", ignore_errors=True)

    assert site.manage("backup", str(site.folder / "media" / "copies")).returncode == 1
    assert not (site.folder / "media" / "copies").exists()


def test_what_this_version_cannot_read_is_refused_and_touches_nothing(
    site: Site, archive: Path, before: dict[str, str], tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive) as zipped:
        migrations = json.loads(zipped.read("manifest.json"))["migrations"]
    newer = rewritten(archive, tmp_path, {}, migrations=[*migrations, "directory.9999_later"])
    refused = site.manage("restore", str(newer), "--replace")
    assert (refused.returncode, "directory.9999_later" in refused.stderr) == (1, True)

    other = "postgresql" if site.is_sqlite else "sqlite"
    refused = site.manage(
        "restore", str(rewritten(archive, tmp_path, {}, engine=other)), "--replace"
    )
    assert (refused.returncode, "DATABASE_URL" in refused.stderr) == (1, True)
    assert site.step("state") == before
