"""The file itself: a ZIP whose every part is in its manifest, with its size and its SHA-256."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from normandie.backups import BackupError, manifest
from normandie.backups.manifest import ArchivedFile, Manifest

CHUNK = 1 << 20  # bytes
FOLDERS = ("media", "private")
MOST_OF_MANIFEST = 1 << 28  # bytes: two million files
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What ``zipfile`` raises as it reads a file: damaged, cut short; as RuntimeError, encrypted or of a
# kind that it does not know.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


class ArchiveWriter:
    """Writes files into a ZIP, and remembers what it wrote."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self.zipped = zipped
        self.files: list[ArchivedFile] = []

    def add(self, name: str, content: BinaryIO, *, compress: bool = False) -> None:
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        member.external_attr = (stat.S_IFREG | 0o600) << 16
        digest, size = sha256(), 0
        with self.zipped.open(member, "w", force_zip64=True) as written:
            while chunk := content.read(CHUNK):
                written.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.files.append(ArchivedFile(name, size, digest.hexdigest()))

    def close_with(self, made: Manifest) -> None:
        self.zipped.writestr(manifest.NAME, made.to_json())


class Archive:
    """An archive to be put back, of which nothing is believed before it is checked."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self.zipped = zipped
        try:
            info = zipped.getinfo(manifest.NAME)
            if info.file_size > MOST_OF_MANIFEST:
                raise BackupError("Le manifeste de l’archive est démesuré.")
            self.manifest = Manifest.from_json(zipped.read(info))
        except KeyError as error:
            raise BackupError("Ce n’est pas une archive du site\u00a0: aucun manifeste.") from error
        except UNREADABLE as error:
            raise BackupError("Le manifeste de l’archive est illisible.") from error

    def check(self, database: str) -> None:
        """Refuse the archive unless it is all that its manifest says, and nothing else.

        Args:
            database: the name that the copy of the database has.
        """
        listed = [each.name for each in self.manifest.files]
        held = [info.filename for info in self.zipped.infolist()]
        if len(set(held)) < len(held) or len(set(listed)) < len(listed):
            raise BackupError("L’archive contient deux fois le même nom.")
        if database not in listed:
            raise BackupError("L’archive ne contient pas de base de données.")
        _refuse_names({*held} - {*listed, manifest.NAME}, "Hors du manifeste")
        _refuse_names({*listed} - {*held}, "Absents de l’archive")
        _refuse_names({name for name in listed if not _is_safe(name, database)}, "Noms interdits")
        links = {each.filename for each in self.zipped.infolist() if not _is_plain(each)}
        _refuse_names(links, "Liens, ou autre chose que des fichiers")
        for each in self.manifest.files:
            self.copy(each, None)

    def copy(self, file: ArchivedFile, target: IO[bytes] | None) -> None:
        """Copy *file* to *target*, if there is one.

        Raises:
            BackupError: it is not what the manifest says.
        """
        digest, size = sha256(), 0
        try:
            with self.zipped.open(file.name) as content:
                while size <= file.size and (chunk := content.read(CHUNK)):
                    digest.update(chunk)
                    size += len(chunk)
                    if target is not None:
                        target.write(chunk)
        except UNREADABLE as error:
            raise BackupError(f"L’archive est abîmée\u00a0: {file.name} est illisible.") from error
        if (size, digest.hexdigest()) != (file.size, file.sha256):
            raise BackupError(f"L’archive est abîmée\u00a0: {file.name} a changé.")

    def under(self, folder: str) -> dict[str, ArchivedFile]:
        """Return the files of *folder*, by their names in it."""
        start = f"{folder}/"
        found = [each for each in self.manifest.files if each.name.startswith(start)]
        return {each.name.removeprefix(start): each for each in found}

    def named(self, name: str) -> ArchivedFile:
        return next(each for each in self.manifest.files if each.name == name)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open the archive at *path*.

    Raises:
        BackupError: it is none, was cut, or may not be read.
    """
    try:
        zipped = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise BackupError(f"Il n’y a pas d’archive ici\u00a0: {path}") from error
    except OSError as error:
        raise BackupError(f"{path} ne se lit pas\u00a0: {error.strerror}.") from error
    except zipfile.BadZipFile as error:
        raise BackupError("L’archive est tronquée ou abîmée.") from error
    with zipped:
        yield Archive(zipped)


def _refuse_names(names: set[str], why: str) -> None:
    if names:
        shown = ", ".join(repr(name) for name in sorted(names)[:5])
        raise BackupError(f"Archive refusée. {why}\u00a0: {shown}.")


def _is_safe(name: str, database: str) -> bool:
    """Tell whether *name* is the database, or stays inside a folder of files once joined to it."""
    if name == database:
        return True
    parts = PurePosixPath(name).parts
    return (
        len(parts) > 1
        and parts[0] in FOLDERS
        and ".." not in parts
        and "\\" not in name
        and "/".join(parts) == name
    )


def _is_plain(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    is_file = not info.is_dir() and kind in (0, stat.S_IFREG)
    return is_file and info.compress_type in COMPRESSIONS
