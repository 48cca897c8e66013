"""What an archive may hold: all that its manifest says, and nothing that leaves its folders."""

import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from normandie.backups import BackupError
from normandie.backups.archive import Archive, ArchiveWriter, opened
from normandie.backups.manifest import Manifest
from tests.backups.archives import rewritten

DATABASE = "database.sqlite3"
CONTENT = b"a photo" * 300_000  # more than one chunk


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "whole.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        writer = ArchiveWriter(zipped)
        writer.add(DATABASE, BytesIO(b"rows"), compress=True)
        writer.add("media/images/façade.avif", BytesIO(CONTENT))
        said = {"made_at": datetime(2026, 11, 30, tzinfo=UTC), "migrations": [], "settings": []}
        writer.close_with(
            Manifest(
                **said,
                commit="",
                software={},
                engine="sqlite",
                engine_version="3",
                files=writer.files,
            )
        )
    return path


def check(path: Path) -> None:
    with opened(path) as archive:
        archive.check(DATABASE)


def test_a_whole_archive_passes_and_gives_its_files_back(archive: Path) -> None:
    check(archive)

    with opened(archive) as found:
        target = BytesIO()
        found.copy(found.under("media")["images/façade.avif"], target)
    assert target.getvalue() == CONTENT


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.99, 0.9999])
def test_a_truncated_archive_is_refused(archive: Path, share: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(BackupError, match="tronquée ou abîmée"):
        check(archive)


def test_a_byte_that_changed_is_found(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[content.index(b"a photo") + len(CONTENT) // 2] ^= 1
    archive.write_bytes(content)

    with pytest.raises(BackupError, match=r"abîmée.*façade"):
        check(archive)


@pytest.mark.parametrize("name", [DATABASE, "manifest.json"])
def test_what_can_no_longer_be_decompressed_is_refused(archive: Path, name: str) -> None:
    copy = archive.with_name("compressed.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            target.writestr(info, source.read(info), zipfile.ZIP_DEFLATED)
        start = target.getinfo(name).header_offset + 30 + len(name)  # the header is before
    content = bytearray(copy.read_bytes())
    content[start] = 0xFF  # no kind of block
    copy.write_bytes(content)

    with pytest.raises(BackupError, match="illisible"):
        check(copy)


def test_a_compression_that_we_do_not_use_is_refused(archive: Path) -> None:
    copy = archive.with_name("other.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            bzip2 = zipfile.ZIP_BZIP2 if info.filename == DATABASE else None
            target.writestr(info, source.read(info), bzip2)

    with pytest.raises(BackupError, match="autre chose que des fichiers"):
        check(copy)


def test_a_content_that_its_zip_agrees_with_is_compared_with_the_manifest(archive: Path) -> None:
    def change(manifest: dict) -> None:
        manifest["files"][1]["sha256"] = "0" * 64

    with pytest.raises(BackupError, match="a changé"):
        check(with_manifest(archive, change))


def with_manifest(archive: Path, change: Callable[[dict], None]) -> Path:
    copy = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "manifest.json":
                manifest = json.loads(data)
                change(manifest)
                data = json.dumps(manifest).encode()
            target.writestr(info, data)
    return copy


def test_a_file_that_is_missing_is_named(archive: Path) -> None:
    def promise(manifest: dict) -> None:
        manifest["files"].append({"name": "media/lost.pdf", "size": 1, "sha256": "0" * 64})

    with pytest.raises(BackupError, match=r"Absents de l’archive.*media/lost.pdf"):
        check(with_manifest(archive, promise))


def test_a_file_that_nobody_told_of_is_refused(archive: Path) -> None:
    with zipfile.ZipFile(archive, "a") as zipped:
        zipped.writestr("media/more.pdf", b"")

    with pytest.raises(BackupError, match=r"Hors du manifeste.*media/more.pdf"):
        check(archive)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(archive: Path) -> None:
    with zipfile.ZipFile(archive, "a") as zipped:
        zipped.writestr("media/images/façade.avif", b"another")

    with pytest.raises(BackupError, match="deux fois"):
        check(archive)


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "media/../../outside",
        "media/../private/mixed",
        "/etc/cron.d/normandie",
        "media//etc/passwd",
        "media/./twice",
        "media\\..\\outside",
        "media",
        "static/js/site.js",
        "database.sqlite3/x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    hostile = rewritten(archive, tmp_path, {name: b"hostile"})

    with pytest.raises(BackupError, match="Noms interdits"):
        check(hostile)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR])
def test_what_is_no_plain_file_is_refused(archive: Path, kind: int) -> None:
    copy = archive.with_name("linked.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename.startswith("media/"):
                info.external_attr = (kind | 0o777) << 16
            target.writestr(info, data)

    with pytest.raises(BackupError, match="Liens"):
        check(copy)


def test_an_archive_without_database_is_refused(archive: Path) -> None:
    with opened(archive) as found, pytest.raises(BackupError, match="pas de base"):
        found.check("database.dump")


def a_manifest(**said: object) -> bytes:
    """One that is right but for what is *said*."""
    texts = dict.fromkeys(("commit", "engine", "engine_version"), "")
    lists: dict[str, object] = {"migrations": [], "settings": [], "files": []}
    right = {"format": 1, "made_at": "2026-11-30T00:00+01:00", "software": {}, **texts, **lists}
    return json.dumps(right | said).encode()


def test_a_manifest_that_is_right_is_read() -> None:
    assert Manifest.from_json(a_manifest()).files == []


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (b"", "illisible"),
        (b"[]", "illisible"),
        (b"{}", "illisible"),
        (b'{"format": 2}', "format"),
        (b'{"format": 1, "made_at": "hier", "files": []}', "illisible"),
        (b'{"format": 1, "made_at": "2026-11-30T00:00", "files": [{"name": 1}]}', "illisible"),
        (a_manifest(made_at="2026-11-30T00:00"), "illisible"),
        (a_manifest(files=[{"name": 1, "size": 1, "sha256": ""}]), "illisible"),
        (a_manifest(files=[{"name": "media/a", "size": "1", "sha256": ""}]), "illisible"),
        (a_manifest(migrations=[["core"]]), "illisible"),
        (b"\xff", "illisible"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(tmp_path: Path, manifest: bytes, said: str) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("manifest.json", manifest)

    with pytest.raises(BackupError, match=said), opened(path):
        pass


def test_any_other_zip_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("letter.txt", b"")

    with pytest.raises(BackupError, match="aucun manifeste"), opened(path):
        pass
    with pytest.raises(BackupError, match="pas d’archive"), opened(tmp_path / "nothing.zip"):
        pass
    with pytest.raises(BackupError, match="ne se lit pas"), opened(tmp_path):
        pass


def test_nothing_more_than_the_promised_size_is_read(archive: Path) -> None:
    """A few bytes in a ZIP may open into as many gigabytes as one likes."""

    def shrink(manifest: dict) -> None:
        manifest["files"][1]["size"] = 7

    target = BytesIO()
    with zipfile.ZipFile(with_manifest(archive, shrink)) as zipped:
        found = Archive(zipped)
        with pytest.raises(BackupError, match="a changé"):
            found.copy(found.manifest.files[1], target)
    assert len(target.getvalue()) < len(CONTENT)
