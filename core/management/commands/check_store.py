"""Try the store of files, and who may read what of it, by a file that is written and erased."""

import json
import posixpath
import secrets
from collections.abc import Iterator
from typing import Any

import requests
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.management.base import BaseCommand, CommandError

from core.stored_files import raw_storage

CONTENT = b"essai"
PATIENCE = 10  # seconds
PUBLIC, CLOSED = ("images", "original_images"), ("documents", "avatar_images")


class Command(BaseCommand):
    help = (
        "Essaie le dépôt de fichiers (STORAGE_URL, ATTACHMENTS_URL)\u00a0: écrire, lire, lister et "
        "effacer\u00a0; puis, sans compte, que chacun lit les images, et personne le reste. "
        "Se termine par le code 1 si quelque chose manque."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = []
        for alias in ("default", "private"):
            if isinstance(storages[alias], FileSystemStorage):
                self.stdout.write(f"{alias}\u00a0: dans un dossier de cette machine.")
                continue
            try:
                wrong += list(_tried(alias))
            except OSError as error:
                wrong.append(f"{alias}\u00a0: {error}")
        if any("image" in each for each in wrong):
            self.stderr.write(json.dumps(policy(storages["default"]), indent=2))
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write("Les fichiers sont là où ils doivent être, et lus par qui le peut.")


def policy(storage: Any) -> dict[str, Any]:
    """Return the policy of the bucket that opens images to anyone, and nothing else."""
    names = [f"{storage.bucket_name}/{storage.location}/{folder}/*" for folder in PUBLIC]
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": [f"arn:aws:s3:::{name}" for name in names],
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _tried(alias: str) -> Iterator[str]:
    """Yield in French what is wrong with the place that the settings call *alias*.

    Raises:
        OSError: the store does not take, give, list or erase a file.
    """
    storage, raw = storages[alias], raw_storage(alias)
    folders = (*PUBLIC, *CLOSED) if alias == "default" else ("essais",)
    for folder in folders:
        name = f"{folder}/essai-{secrets.token_hex(16)}.png"
        raw.save(name, ContentFile(CONTENT))
        try:
            with raw.open(name) as kept:
                if kept.read() != CONTENT:
                    yield f"{alias}\u00a0: {folder} ne rend pas ce qu’il garde."
            if name.rpartition("/")[2] not in raw.listdir(folder)[1]:
                yield f"{alias}\u00a0: {folder} ne se liste pas."
            yield from _read_by_anyone(storage, folder, name)
        finally:
            raw.delete(name)


def _read_by_anyone(storage: Any, folder: str, name: str) -> Iterator[str]:
    if folder in PUBLIC:
        address = storage.url(name)
        if _answer(address) != CONTENT:
            yield (
                f"Personne ne peut lire les images de «\u00a0{folder}\u00a0» ({address})\u00a0: "
                "donnez au dépôt la règle écrite plus haut, ou ce qui en tient lieu."
            )
        return
    for bucket in _addresses(storage):
        address = posixpath.join(bucket, storage.location, name)
        if _answer(address) == CONTENT:
            yield f"Chacun peut lire «\u00a0{folder}\u00a0»\u00a0: fermez le dépôt ({address})."


def _addresses(storage: Any) -> set[str]:
    """Return all the addresses of the bucket of *storage*: that of images may open too much."""
    found = {f"{storage.endpoint_url}/{storage.bucket_name}"}
    images: Any = storages["default"]
    if domain := getattr(images, "custom_domain", None):
        found.add(f"{images.url_protocol}//{domain}")
    return found


def _answer(address: str) -> bytes:
    try:
        return requests.get(address, timeout=PATIENCE).content
    except requests.RequestException:
        return b""
