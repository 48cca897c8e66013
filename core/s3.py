"""Files in an S3-compatible store, which fails as a disk does (docs/decisions/0061)."""

import logging
import posixpath
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import PurePath
from typing import Any, ClassVar

from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError
from django.core.files import File
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

from core.net.breaker import Breaker
from core.pictures.cleaning import is_picture
from core.pictures.storage import CleanedPictures, SizesOfPictures
from core.stored_files import StoreAway

AWAY_SECONDS = 10.0  # during which it is not asked again
KEPT_BY_BROWSERS = "public, max-age=604800"  # a week, as nginx says of a folder
# Those of an image and of its sizes, as Wagtail names them: all that is open to anyone.
PUBLIC_FOLDERS = ("images", "original_images")
LINK_SECONDS = 300  # that a signed link lasts, once shown to who may follow it
# Python 3.11 does not know them all, and a store says of a file what it is told once.
TYPES = {".avif": "image/avif", ".webp": "image/webp"}

logger = logging.getLogger(__name__)


class S3Files(S3Storage):
    """Files as they are given, under the name that they are given.

    A store that does not answer, or refuses, raises OSError, and FileNotFoundError where it has no
    such file: who deals with a disk that is full deals with it. One that did not answer is left
    alone for a while, so that requests do not wait for it one after the other; this is known to all
    the threads of the process.
    """

    alias: str
    breakers: ClassVar[dict[str, Breaker]] = {}  # by the address of the store

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {"alias": ""}

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        """Name it as the settings do: Wagtail writes this into tasks, where no secret belongs."""
        return "core.stored_files.storage_named", [self.alias], {}

    def open(self, name: str, mode: str = "rb") -> File:
        with self._as_disk():
            found = super().open(name, mode)
            if mode == "rb":
                found.seek(0)  # its bytes are fetched now, and not at the first reading
            return found

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        with self._as_disk():
            return str(super().save(name, content, max_length))

    def delete(self, name: str) -> None:
        with self._as_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with self._as_disk():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with self._as_disk():
            return int(super().size(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with self._as_disk():
            folders, files = super().listdir(path)
            return folders, files

    def is_shown(self, name: str) -> bool:
        """Believe the row of a file that pages show: asking would be a request for each image."""
        return True

    def ping(self) -> float:
        """Ask the least of the store that only its own account may; return in how many seconds.

        Raises:
            OSError: it does not answer, refuses the account, or has no such bucket.
        """
        client = self.connection.meta.client  # long to make, and each thread makes its own
        begun = time.monotonic()
        with self._as_disk():
            client.list_objects_v2(Bucket=self.bucket_name, Prefix=f"{self.location}/", MaxKeys=1)
        return time.monotonic() - begun

    @contextmanager
    def _as_disk(self) -> Iterator[None]:
        store = str(self.endpoint_url)
        breaker = self.breakers.setdefault(store, Breaker("the store", AWAY_SECONDS))
        if breaker.is_open:
            raise StoreAway("the store did not answer a moment ago")
        try:
            yield
        except (ConnectionError, HTTPClientError, RetriesExceededError) as error:
            name = type(error).__name__
            breaker.failed(name)
            raise StoreAway(f"the store does not answer: {name}") from error
        except (BotoCoreError, ClientError) as error:
            answer = getattr(error, "response", {})
            status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
            if status == HTTPStatus.NOT_FOUND and answer["Error"]["Code"] != "NoSuchBucket":
                raise FileNotFoundError("the store has no such file") from error
            raise StoreAway(f"the store failed: {type(error).__name__}, {status}") from error


class PrivateS3Storage(S3Files):
    """Files that no address gives: the site alone reads them."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise ValueError("a private file has no address")


class _MediaS3Storage(S3Files):
    """Public media: images have an address for ever, the rest a signed link that soon ends."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        if is_public(name):
            return str(super().url(name))
        signing = self.connection.meta.client
        asked = {"Bucket": self.bucket_name, "Key": posixpath.join(self.location, name)}
        return str(signing.generate_presigned_url("get_object", asked, ExpiresIn=LINK_SECONDS))

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        found = super().get_object_parameters(name)
        if kind := TYPES.get(PurePath(name).suffix.lower()):
            found["ContentType"] = kind
        if is_picture(name):
            found["CacheControl"] = KEPT_BY_BROWSERS
        return dict(found)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Name each image apart: a store lets two that come at once write the same."""
        if is_picture(name):
            root, extension = posixpath.splitext(name)
            name = self.get_alternative_name(root, extension)
        return str(super().get_available_name(name, max_length))

    def delete(self, name: str) -> None:
        """Delete a file; one that the store does not let go of stays there, and is named."""
        try:
            super().delete(name)
        except OSError:
            logger.exception("a file stays in the store: %s", name)


class MediaS3Storage(CleanedPictures, _MediaS3Storage):
    """The default storage, in a store."""


class RenditionS3Storage(SizesOfPictures, _MediaS3Storage):
    """That of the sizes of images, in a store."""


def is_public(name: str) -> bool:
    """Whether anyone may read the file *name* of the default storage by its address."""
    return PurePath(name).parts[0] in PUBLIC_FOLDERS
