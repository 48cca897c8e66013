"""The files of the site, wherever they are kept: public media, and those of carriers."""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import BinaryIO, Protocol, cast

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import cached_property

from core.stored_files import raw_storage

# Writes the content of one file of an archive, once it is found as the manifest says.
Write = Callable[[BinaryIO], None]
PutBack = Callable[[], None]


class NotCopied(Exception):
    """A link, or a file that the account of the site may not read."""


class Store(Protocol):
    """A place of files. ``name`` is the folder that holds them in an archive."""

    name: str

    def names(self) -> list[str]: ...

    def size(self, name: str) -> int: ...

    def open(self, name: str) -> BinaryIO:
        """Open a file.

        Raises:
            FileNotFoundError: it has left meanwhile.
            NotCopied: it is there, and is not for the archive.
        """

    def putting_back(self, files: Mapping[str, Write]) -> AbstractContextManager[PutBack]:
        """Make *files* ready; what is given then puts them in place of all that is there."""


def all_stores() -> list[Store]:
    return [_store("media", "default"), _store("private", "private")]


def _store(name: str, alias: str) -> Store:
    if isinstance(storage := storages[alias], FileSystemStorage):
        return FolderStore(name, storage)
    return RemoteStore(name, raw_storage(alias))


@dataclass
class FolderStore:
    name: str
    storage: FileSystemStorage

    @cached_property
    def folder(self) -> Path:
        return Path(self.storage.location)

    def names(self) -> list[str]:
        """Return all that is there, links too, but what is still being written (``.…``)."""
        found = []
        for parent, folders, files in os.walk(self.folder):
            inside = Path(parent).relative_to(self.folder)
            links = [each for each in folders if (Path(parent) / each).is_symlink()]
            found += [str(inside / each) for each in [*files, *links]]
        return sorted(name for name in found if not name.startswith("."))

    def size(self, name: str) -> int:
        return (self.folder / name).lstat().st_size

    def open(self, name: str) -> BinaryIO:
        try:
            # Neither followed, if it is a link, nor waited for, if it is a pipe.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            opened = os.open(self.folder / name, flags)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EACCES, errno.EPERM, errno.ENXIO):
                raise NotCopied(name) from error
            raise
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            os.close(opened)
            raise NotCopied(name)
        return os.fdopen(opened, "rb")

    @contextmanager
    def putting_back(self, files: Mapping[str, Write]) -> Iterator[PutBack]:
        """Write them beside the others first: a disk that is full then costs nothing."""
        self._make(self.folder)
        ready = Path(mkdtemp(dir=self.folder, prefix=".restore-"))
        try:
            for name, write in files.items():
                self._make((ready / name).parent)
                with (ready / name).open("xb") as written:
                    write(written)
                if self.storage.file_permissions_mode is not None:
                    (ready / name).chmod(self.storage.file_permissions_mode)
            yield lambda: self._replace(ready)
        finally:
            shutil.rmtree(ready, ignore_errors=True)

    def _make(self, folder: Path) -> None:
        if folder.exists():
            return
        self._make(folder.parent)
        folder.mkdir()
        if self.storage.directory_permissions_mode is not None and folder != self.folder:
            folder.chmod(self.storage.directory_permissions_mode)

    def _replace(self, ready: Path) -> None:
        """Move all that is there aside, and what is *ready* in: two moves, then it is erased."""
        former = Path(mkdtemp(dir=self.folder, prefix=".former-"))
        for each in self.folder.iterdir():
            if each not in (ready, former):
                each.rename(former / each.name)
        for each in ready.iterdir():
            each.rename(self.folder / each.name)
        shutil.rmtree(former)


@dataclass
class RemoteStore:
    """A store that speaks S3, where nothing can be moved: files are sent over those there."""

    name: str
    storage: Storage

    def names(self) -> list[str]:
        return sorted(self._under(""))

    def _under(self, folder: str) -> Iterator[str]:
        folders, files = self.storage.listdir(folder)
        yield from (f"{folder}{name}" for name in files if name)
        for each in folders:
            yield from self._under(f"{folder}{each}/")

    def size(self, name: str) -> int:
        return self.storage.size(name)

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, self.storage.open(name))

    @contextmanager
    def putting_back(self, files: Mapping[str, Write]) -> Iterator[PutBack]:
        there = self.names()  # one that does not answer is known before the database is touched
        yield lambda: self._replace(files, there)

    def _replace(self, files: Mapping[str, Write], there: Iterable[str]) -> None:
        """Send all *files*, then erase what else was *there*: a failure half-way loses none."""
        for name, write in files.items():
            with TemporaryFile() as content:
                write(cast(BinaryIO, content))
                content.seek(0)
                self.storage.save(name, File(content, name))
        for name in there:
            if name not in files:
                self.storage.delete(name)
