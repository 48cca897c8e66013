"""Files in an S3-compatible store, which fails as a disk does."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage


class PrivateS3Storage(S3Storage):
    """Files that no address gives: the site alone reads them.

    A store that does not answer, or refuses, raises OSError, and FileNotFoundError where it has
    no such file: who deals with a disk that is full deals with it.
    """

    def open(self, name: str, mode: str = "rb") -> File:
        with _as_disk():
            found = super().open(name, mode)
            if mode == "rb":
                found.seek(0)  # its bytes are fetched now, and not at the first reading
            return found

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        with _as_disk():
            return str(super().save(name, content, max_length))

    def delete(self, name: str) -> None:
        with _as_disk():
            super().delete(name)

    def size(self, name: str) -> int:
        with _as_disk():
            return int(super().size(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with _as_disk():
            folders, files = super().listdir(path)
            return folders, files

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise ValueError("a private file has no address")


@contextmanager
def _as_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        answer = getattr(error, "response", {}).get("ResponseMetadata", {})
        if answer.get("HTTPStatusCode") == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError("the store has no such file") from error
        raise OSError(f"the store failed: {type(error).__name__}") from error
