"""The renditions of an image that pages show: the one table of them, found or made.

Each is made of each image as soon as it comes, apart from requests (``core.pictures.tasks``). What
is not in this table is never made.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Prefetch, prefetch_related_objects
from django.dispatch import Signal
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

WIDTHS = (480, 960, 1440)  # pixels
FORMATS = ("avif", "webp", "jpeg")  # the last is for browsers that know no other


class Cut(StrEnum):
    """Renditions that are one size of an image, whatever its width."""

    LOGO = "max-320x160|format-webp-lossless"
    CARD = "fill-400x260|format-webp"  # of a place, in lists
    SHARED = "fill-1200x630|format-jpeg"  # what links to a page show elsewhere


def width_spec(width: int, file_format: str) -> str:
    return f"width-{width}|format-{file_format}"


SPECS = [
    *(width_spec(width, each) for each in FORMATS for width in WIDTHS),
    *(cut.value for cut in Cut),
]

# Some renditions of *image* were made: what shows it without them is to be made again.
renditions_made = Signal()


def widths_of(image: AbstractImage) -> tuple[int, ...]:
    """Return the widths in which *image* is shown; none but the last is wider than it is.

    That one gives the image in its own width.
    """
    return WIDTHS[: sum(width < image.width for width in WIDTHS) + 1]


def width_specs_of(image: AbstractImage) -> list[str]:
    """Return the specs of *image* in all its widths and formats."""
    return [width_spec(width, file_format) for file_format in FORMATS for width in widths_of(image)]


def read_renditions(images: Iterable[AbstractImage]) -> None:
    """Read the renditions that pages show of *images*, in one query."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=SPECS)
    if images := list(images):
        prefetch_related_objects(
            images, Prefetch("renditions", renditions, to_attr="prefetched_renditions")
        )


def forget_what_was_read(image: AbstractImage) -> None:
    """Have the renditions of *image* read again: some were made or lost since."""
    vars(image).pop("prefetched_renditions", None)


def find_renditions(image: AbstractImage, specs: Iterable[str]) -> dict[str, AbstractRendition]:
    """Return by spec the renditions of *image* that are made and that pages show."""
    return {
        spec: rendition
        for spec, rendition in _rows(image, specs).items()
        if rendition.file.storage.is_shown(rendition.file.name)
    }


def make_renditions(image: AbstractImage) -> bool:
    """Make the renditions of *image* that are not made yet, or whose file is lost.

    Return whether all are there now: none can be made of a file that is missing or unreadable.
    """
    specs = [*width_specs_of(image), *(cut.value for cut in Cut)]
    found = _rows(image, specs)
    missing = [spec for spec in specs if spec not in found or not _has_file(found[spec])]
    made = [_make(image, spec) for spec in missing]
    if any(made):
        renditions_made.send(type(image), image=image)
    return all(made)


def _rows(image: AbstractImage, specs: Iterable[str]) -> dict[str, AbstractRendition]:
    found = image.find_existing_renditions(*(Filter(each) for each in specs))
    return {each.spec: rendition for each, rendition in found.items()}


def _make(image: AbstractImage, spec: str) -> bool:
    """Make one rendition of *image*; False when its file is missing or unreadable."""
    try:
        found = image.get_rendition(spec)
        if not _has_file(found):
            found.delete()
            forget_what_was_read(image)
            image.get_rendition(spec)
    except (InvalidFilterSpecError, OSError):
        return False
    return True


def _has_file(rendition: AbstractRendition) -> bool:
    return bool(rendition.file.storage.exists(rendition.file.name))
