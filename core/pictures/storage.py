"""Where uploaded files are kept: whole, and images with nothing but what they show.

The classes without a place of their own stand before a storage that has one: a folder here, a store
in ``core.s3``.
"""

import logging
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

from core.pictures.cleaning import CleanPicture, clean, is_picture, refuse_unless_picture

logger = logging.getLogger(__name__)


class FileOnDisk(File):
    """A file that is already on the disk of the storage, which only has to move it."""

    def temporary_file_path(self) -> str:
        return str(self.name)


class WholeFileStorage(FileSystemStorage):
    """Files come whole or not at all, whether the disk is full or the process is killed."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        content = File(content, name or content.name)
        Path(self.location).mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.location, prefix=".", delete=False) as written:
            try:
                for chunk in content.chunks():
                    written.write(chunk)
                written.flush()
                return super().save(content.name, FileOnDisk(written), max_length)
            except BaseException:
                Path(written.name).unlink(missing_ok=True)
                raise

    def is_shown(self, name: str) -> bool:
        """Whether pages show the file *name*: one that is lost leaves its place empty."""
        return bool(self.exists(name))


class CleanedPictures(Storage):
    """Images are cleaned whatever they come by: a form, a command, the picture of an account."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Save *content*; under another extension when the image changes format.

        Raises:
            PictureRefused: it is an image that cannot be kept (``cleaning.clean``).
        """
        name = name or content.name
        if is_picture(name) and not isinstance(content, CleanPicture):
            cleaned = clean(File(content, name))
            content.file = cleaned.file  # the row is about to measure what is kept
            name, content = cleaned.name, cleaned
        return super().save(name, content, max_length)

    def open(self, name: str, mode: str = "rb") -> File:
        """Open a file; an image of which nothing is left is as lost as one that is not there.

        Raises:
            OSError: it is not there, or is no image.
        """
        file = super().open(name, mode)
        if is_picture(name):
            try:
                refuse_unless_picture(file)
            except OSError:
                file.close()
                raise
        return file


class SizesOfPictures(Storage):
    """The sizes that the site makes of images that are clean already."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Save a size; one that cannot be written does not show, and the page stands.

        Raises:
            SourceImageIOError: the disk is full, may not be written, or the store is away.
        """
        from wagtail.images.models import SourceImageIOError  # loads this storage

        try:
            return super().save(name, content, max_length)
        except OSError as error:
            logger.exception("a size of an image cannot be written: %s", name)
            raise SourceImageIOError(str(error)) from error


class MediaStorage(CleanedPictures, WholeFileStorage):
    """The default storage, in a folder."""

    def is_shown(self, name: str) -> bool:
        try:
            self.open(name).close()
        except OSError:
            return False
        return True


class RenditionStorage(SizesOfPictures, WholeFileStorage):
    """That of the sizes of images, in a folder."""
