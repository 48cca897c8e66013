"""Images that came before they were cleaned on their way in, or that a backup brought back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.files.storage import Storage
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from core.pictures.cleaning import CleanPicture, PictureRefused, clean, is_clean, is_picture
from core.stored_files import raw_storage


@dataclass
class Cleaning:
    """What became of the images of the site; ``refused`` names the files that were left alone."""

    cleaned: int = 0
    already_clean: int = 0
    refused: list[str] = field(default_factory=list)


def clean_stored_pictures() -> Cleaning:
    """Clean each image file in its place: originals, sizes, portraits; safe to repeat."""
    storage = raw_storage("default")
    cleaning = Cleaning()
    for name in _pictures(storage):
        try:
            with storage.open(name) as file:
                cleaned = None if is_clean(file) else clean(file)
        except PictureRefused:
            cleaning.refused.append(name)
            continue
        if cleaned is None:
            cleaning.already_clean += 1
        else:
            _put_back(storage, name, cleaned)
            cleaning.cleaned += 1
    return cleaning


def _pictures(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        if is_picture(name) and not name.startswith("."):
            yield str(PurePath(folder, name))
    for inner in folders:
        yield from _pictures(storage, str(PurePath(folder, inner)))


def _put_back(storage: Storage, name: str, cleaned: CleanPicture) -> None:
    """Replace the file *name*, and say its new measures in the row of the image."""
    storage.save(name, cleaned)
    get_image_model().objects.filter(file=name).update(
        width=cleaned.width,
        height=cleaned.height,
        file_size=cleaned.size,
        file_hash=hash_filelike(cleaned),
    )
