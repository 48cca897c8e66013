"""Make an archive of the site while it runs."""

import errno
import fcntl
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localtime

from core.stored_files import StoreAway
from normandie.backups import BackupError, manifest
from normandie.backups.archive import ArchiveWriter, opened
from normandie.backups.databases import PARTIAL, Engine, this_engine
from normandie.backups.manifest import Manifest
from normandie.backups.stores import FolderStore, NotCopied, Store, all_stores

WHOLE = re.compile(r"sauvegarde-\d{4}-\d\d-\d\d-\d{6}\.zip")
MARGIN = 1.1  # what a ZIP adds, and what comes while it is written


@dataclass
class Made:
    """What a backup came to. ``cut`` are former ones that were killed, and are now erased."""

    path: Path
    manifest: Manifest
    added: int = 0
    erased: list[str] = field(default_factory=list)
    cut: int = 0

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def make_backup(folder: Path, keep: int | None = None) -> Made:
    """Write an archive of the whole site into *folder*, and return what it came to.

    With *keep*, only so many whole ones stay, the newest; unless this one had to leave a file out.

    Raises:
        BackupError: it cannot be made, and nothing of it is left.
    """
    folder = _made_ready(folder)
    with _alone_in(folder):
        cut = _erase_partial(folder)
        try:
            made = _write(folder)
        except (OSError, sqlite3.Error, DatabaseError) as error:
            raise BackupError(_why(error)) from error
        finally:
            _erase_partial(folder)
        made.cut = cut
        if keep is not None and not made.manifest.left_out:
            made.erased = _erase_oldest(folder, keep)
        return made


def _made_ready(folder: Path) -> Path:
    folder = folder.absolute()
    served = [store.folder for store in all_stores() if isinstance(store, FolderStore)]
    for kept in (*served, Path(settings.STATIC_ROOT)):
        if folder.resolve().is_relative_to(kept.resolve()):
            raise BackupError(
                f"{folder} est dans un dossier du site\u00a0: choisissez-en un qui n’est qu’aux "
                "sauvegardes."
            )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"{folder}\u00a0: {error.strerror}") from error
    return folder


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold *folder* while an archive is written into it: a lock that dies with its process."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BackupError(f"Une sauvegarde est déjà en cours dans {folder}.") from error
    finally:
        os.close(held)


def _erase_partial(folder: Path) -> int:
    partial = list(folder.glob(f"{PARTIAL}*"))
    for each in partial:
        each.unlink(missing_ok=True)
    return len(partial)


def _write(folder: Path) -> Made:
    engine, stores = this_engine(), all_stores()
    before = {f"{store.name}/{name}" for store in stores for name in store.names()}
    _refuse_unless_room(folder, engine, stores)
    now = localtime()
    path = folder / f"sauvegarde-{now:%Y-%m-%d-%H%M%S}.zip"
    if path.exists():
        raise BackupError(f"{path.name} existe déjà\u00a0: recommencez dans un instant.")
    partial = folder / f"{PARTIAL}{path.name}"
    with open(partial, "xb", opener=_for_this_account) as file:
        with zipfile.ZipFile(file, "w") as zipped:
            writer = ArchiveWriter(zipped)
            migrations = manifest.applied_migrations()
            # First: a file that comes once its row was copied is one too many, not one too few.
            with engine.copying(folder) as copy:
                writer.add(engine.member, copy, compress=engine.vendor == "sqlite")
            left_out = [name for store in stores for name in _add_files(writer, store)]
            names = {each.name for each in writer.files}
            made = Manifest(
                made_at=now,
                commit=manifest.commit(),
                software=manifest.software(),
                engine=engine.vendor,
                engine_version=engine.version(),
                migrations=migrations,
                settings=manifest.names_set(),
                files=writer.files,
                removed=sorted(before - names - {*left_out}),
                left_out=left_out,
            )
            writer.close_with(made)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
    return Made(path, made, added=len(names - before - {engine.member}))


def _for_this_account(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _add_files(writer: ArchiveWriter, store: Store) -> Iterator[str]:
    """Write the files of *store*, and yield the names of those that are left out."""
    for name in store.names():
        archived = f"{store.name}/{name}"
        try:
            archived.encode()  # a name that is no text could not be said in a manifest
            with store.open(name) as content:
                writer.add(archived, content)
        except FileNotFoundError:
            continue  # it has left meanwhile
        except (NotCopied, UnicodeEncodeError):
            yield archived


def _refuse_unless_room(folder: Path, engine: Engine, stores: list[Store]) -> None:
    needed = engine.size()
    for store in stores:
        for name in store.names():
            try:
                needed += store.size(name)
            except FileNotFoundError:
                continue
    free = shutil.disk_usage(folder).free
    if free < needed * MARGIN:
        raise BackupError(
            f"Pas assez de place dans {folder}\u00a0: il faut {filesizeformat(needed * MARGIN)}, "
            f"il reste {filesizeformat(free)}."
        )


def _erase_oldest(folder: Path, keep: int) -> list[str]:
    """Erase the whole archives of *folder* but the *keep* newest; one that is cut counts not."""
    whole = []
    for path in folder.iterdir():
        if WHOLE.fullmatch(path.name) and path.is_file():
            try:
                with opened(path) as archive:
                    whole.append((archive.manifest.made_at, path))
            except BackupError:
                continue
    old = sorted(whole)[:-keep]
    for _, path in old:
        path.unlink()
    return [path.name for _, path in old]


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "Le disque est plein\u00a0: rien n’est gardé de cette sauvegarde."
    if isinstance(error, StoreAway):
        return f"Le dépôt de fichiers ne répond pas\u00a0: rien n’est gardé. ({error})"
    return f"La sauvegarde a échoué, rien n’en est gardé\u00a0: {error}"
