"""A site saved from folders and put back into a store; then saved from it, spoilt, and put back."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.backups.site import Site, scratch_site
from tests.s3 import Store, store

pytestmark = pytest.mark.database


@pytest.fixture
def site(
    database_file: Path | None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Site]:
    with django_db_blocker.unblock(), scratch_site(tmp_path, database_file) as made:
        made.step("make")
        yield made


@pytest.fixture
def s3(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "s3"
    folder.mkdir()
    with store(folder) as server:
        yield server


def files_of(state: dict[str, str]) -> dict[str, str]:
    """Return the digests of the files of *state*: a store keeps no mode."""
    return {
        name: said.rpartition(" ")[2]
        for name, said in state.items()
        if name.startswith(("media/", "private/"))
    }


def archive_of(site: Site, folder: str, **variables: str) -> Path:
    done = site.manage("backup", str(site.folder / folder), **variables)
    assert done.returncode == 0, done.stderr
    [path] = (site.folder / folder).iterdir()
    return path


def test_a_site_moves_into_a_store_and_comes_back_from_it(site: Site, s3: Store) -> None:
    before = site.step("state")
    on_disk = files_of(before)
    archive = archive_of(site, "copies")
    there = {"STORAGE_URL": s3.url}
    s3.break_down("stopped")

    refused = site.manage("restore", str(archive), "--replace", **there)

    assert (refused.returncode, "the store does not answer" in refused.stderr) == (1, True)
    assert site.step("state") == before  # nothing was touched

    s3.mend()
    moved = site.manage("restore", str(archive), "--replace", **there)

    assert moved.returncode == 0, moved.stderr
    assert {name: sha256(kept).hexdigest() for name, kept in s3.files.items()} == on_disk

    from_store = archive_of(site, "others", **there)
    first = next(iter(s3.files))
    (s3.folder / "seau/essai" / first).write_bytes(b"spoilt")
    (s3.folder / "seau/essai/media/too-many.txt").write_bytes(b"new")
    s3.restart()
    back = site.manage("restore", str(from_store), "--replace", **there)

    assert back.returncode == 0, back.stderr
    assert {name: sha256(kept).hexdigest() for name, kept in s3.files.items()} == on_disk
    assert set(site.step("pages", **there).values()) == {200, True}


def test_a_store_that_is_away_makes_no_archive(site: Site, s3: Store) -> None:
    s3.break_down("refusing")

    done = site.manage("backup", str(site.folder / "copies"), STORAGE_URL=s3.url)

    assert (done.returncode, "Le dépôt de fichiers ne répond pas" in done.stderr) == (1, True)
    assert [*(site.folder / "copies").iterdir()] == []
