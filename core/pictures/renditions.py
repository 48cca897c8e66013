"""The sizes of an image that pages show: which they are, found or made."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

WIDTHS = (480, 960, 1440)  # pixels
FORMATS = ("avif", "webp", "jpeg")  # the last is for browsers that know no other
LOGO = "max-320x160|format-webp-lossless"
CARD = "fill-400x260|format-webp"  # of a place, in lists
SHARED = "fill-1200x630|format-jpeg"


def width_spec(width: int, file_format: str) -> str:
    return f"width-{width}|format-{file_format}"


SPECS = [*(width_spec(width, each) for each in FORMATS for width in WIDTHS), LOGO, SHARED]


def widths_of(image: AbstractImage) -> tuple[int, ...]:
    """Return the widths in which *image* is shown; none but the last is wider than it is.

    That one gives the image in its own width.
    """
    return WIDTHS[: sum(width < image.width for width in WIDTHS) + 1]


def specs_of(image: AbstractImage) -> list[str]:
    """Return the specs of all the sizes in which pages show *image*."""
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


def renditions_made(image: AbstractImage) -> dict[str, AbstractRendition]:
    """Return by spec the sizes of *image* that are made and whose file is there."""
    found = image.find_existing_renditions(*(Filter(each) for each in specs_of(image)))
    return {each.spec: rendition for each, rendition in found.items() if _has_file(rendition)}


def rendition(image: AbstractImage, spec: str) -> AbstractRendition | None:
    """Return one size of *image*, made if need be; None when its file is missing or unreadable."""
    try:
        found = image.get_rendition(spec)
        if not _has_file(found):
            found.delete()
            forget_what_was_read(image)
            found = image.get_rendition(spec)
    except (InvalidFilterSpecError, OSError):
        return None
    return found


def make_renditions(image: AbstractImage) -> None:
    """Make the sizes of *image* that are not made yet, or whose file is lost."""
    for each in (*specs_of(image), SHARED):
        rendition(image, each)


def _has_file(rendition: AbstractRendition) -> bool:
    return bool(rendition.file.storage.exists(rendition.file.name))
