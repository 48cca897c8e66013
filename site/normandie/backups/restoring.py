"""Put an archive back in place of the site."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.template.defaultfilters import filesizeformat
from wagtail.models import Page

from core.models import OutgoingMail
from normandie.backups import BackupError, manifest
from normandie.backups.archive import Archive, opened
from normandie.backups.databases import Engine, this_engine
from normandie.backups.manifest import Manifest
from normandie.backups.stores import FolderStore, Store, all_stores
from normandie.users.models import User

# What is computed from the rest, as a release computes it again (deploy/database.sh).
DERIVED = (
    *("reindex_dossiers", "reindex_places", "reindex_pages", "reindex_events"),
    "rebuild_search_engine",
)
UMASK = 0o027  # as deploy/release.sh


@dataclass
class Restored:
    """What it came to: ``failures`` of what is derived, and what is ``to_do`` by hand."""

    manifest: Manifest
    migrated: int = 0
    failures: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Put the database and the files of the archive at *path* back, and make what follows them.

    With *replace*, in place of a site that is not empty.

    Raises:
        BackupError: it cannot be; the message says whether something was touched.
    """
    os.umask(UMASK)
    with opened(path) as archive:
        engine = this_engine()
        _refuse_unless_fit(archive.manifest, engine)
        if not replace and (found := what_is_there()):
            raise BackupError(
                f"Ce site n’est pas vide ({found}). Pour tout y remplacer par l’archive, ajoutez "
                "--replace\u00a0; sauvegardez-le d’abord."
            )
        archive.check(engine.member)
        try:
            _put_back(archive, engine)
        except (OSError, sqlite3.Error, DatabaseError) as error:
            raise BackupError(f"La restauration a échoué\u00a0: {error}") from error
    restored = Restored(archive.manifest)
    _make_derived(restored)
    restored.to_do = list(_to_do(restored))
    return restored


def _refuse_unless_fit(found: Manifest, engine: Engine) -> None:
    if found.engine != engine.vendor:
        raise BackupError(
            f"L’archive vient d’une base {found.engine}, ce site en a une {engine.vendor}\u00a0: "
            "mettez DATABASE_URL à celle d’alors."
        )
    if unknown := sorted({*found.migrations} - manifest.known_migrations()):
        version = f" ({found.commit})" if found.commit else ""
        raise BackupError(
            f"L’archive vient d’une version plus récente du site\u00a0: {unknown[0]} n’existe pas "
            f"ici. Installez la version qui l’a faite{version}, restaurez, et seulement ensuite "
            "changez de version."
        )


def what_is_there() -> str:
    """Say in French what keeps this site from being called empty; nothing if it is."""
    tables = set(connection.introspection.table_names())
    if User._meta.db_table in tables and User.objects.exists():
        return "il a des comptes"
    # A new installation has a root and Wagtail’s first page.
    if Page._meta.db_table in tables:
        plain = ContentType.objects.filter(app_label="wagtailcore", model="page")
        if Page.objects.exclude(content_type__in=plain).exists():
            return "il a des pages"
    if any(store.names() for store in all_stores()):
        return "il a des fichiers"
    return ""


def _put_back(archive: Archive, engine: Engine) -> None:
    """Make all ready beside the site, then replace the database, then the files."""
    stores = all_stores()
    with tempfile.TemporaryDirectory(prefix="normandie-") as folder, ExitStack() as ready:
        _refuse_unless_room(archive, engine, Path(folder), stores)
        copy = Path(folder) / engine.member
        with copy.open("xb") as written:
            archive.copy(archive.named(engine.member), written)
        engine.check(copy, archive.manifest.engine_version)
        replacing = []
        for store in stores:
            files = {
                name: partial(archive.copy, file)
                for name, file in archive.under(store.name).items()
            }
            replacing.append(ready.enter_context(store.putting_back(files)))
        engine.put_back(copy)
        try:
            for replace in replacing:
                replace()
        except OSError as error:
            raise BackupError(
                f"La base est remise, mais pas tous les fichiers ({error}). Réparez, puis "
                "recommencez avec --replace."
            ) from error


def _refuse_unless_room(
    archive: Archive, engine: Engine, folder: Path, stores: Iterable[Store]
) -> None:
    """Count what is written before anything is erased, disk by disk."""
    needed: dict[int, int] = {}
    where: dict[int, Path] = {}

    def add(path: Path, size: int) -> None:
        path = next(each for each in (path, *path.parents) if each.exists())
        disk = path.stat().st_dev
        needed[disk] = needed.get(disk, 0) + size
        where[disk] = path

    database = archive.named(engine.member).size
    add(folder, database)
    if engine.vendor == "sqlite":
        add(Path(str(connection.settings_dict["NAME"])).absolute(), database)
    for store in stores:
        if isinstance(store, FolderStore):
            add(store.folder, sum(file.size for file in archive.under(store.name).values()))
    for disk, path in where.items():
        if (free := shutil.disk_usage(path).free) < needed[disk]:
            raise BackupError(
                f"Pas assez de place pour {path}\u00a0: il faut {filesizeformat(needed[disk])}, il "
                f"reste {filesizeformat(free)}. Rien n’a été touché."
            )


def _make_derived(restored: Restored) -> None:
    ContentType.objects.clear_cache()
    if missing := manifest.known_migrations() - {*restored.manifest.migrations}:
        call_command("migrate", interactive=False, verbosity=0)
        restored.migrated = len(missing)
    call_command("createcachetable", verbosity=0)
    for alias in caches:
        caches[alias].clear()
    for command in DERIVED:
        try:
            call_command(command, verbosity=0, stdout=StringIO())
        except CommandError as error:
            restored.failures.append(f"{command}\u00a0: {error}")


def _to_do(restored: Restored) -> Iterable[str]:
    found = restored.manifest
    lost = [name for name in found.settings if name not in manifest.names_set()]
    if lost:
        yield f"Remettez dans .env, qui n’est pas dans l’archive\u00a0: {', '.join(lost)}."
    yield (
        "SECRET_KEY doit être celle d’alors (ou dans SECRET_KEY_FALLBACKS)\u00a0: sans elle les "
        "secondes protections sont perdues."
    )
    if waiting := OutgoingMail.objects.waiting().count():
        yield (
            f"Courriels qui attendaient alors\u00a0: {waiting}. Ils sont peut-être partis "
            "depuis\u00a0: avant de relancer les services, voyez «\u00a0Configuration → "
            "Courriels du site\u00a0»."
        )
    yield (
        f"Ce qui a été effacé depuis le {found.made_at:%d/%m/%Y} est revenu\u00a0: lancez "
        "manage.py daily, et détruisez à nouveau ce que disent les bordereaux visés depuis."
    )
    yield "Lancez sh deploy/database.sh, puis relancez les services et leurs minuteries."
