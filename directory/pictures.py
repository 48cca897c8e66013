"""Images as pages show them: several widths and formats, and nothing at all when a file is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError

WIDTHS = (480, 960, 1440)  # pixels
FORMATS = ("avif", "webp", "jpeg")  # the last is for browsers that know no other
LOGO = "max-320x160|format-webp-lossless"
CARD = "fill-400x260|format-webp"  # of a place, in lists
SHARED = "fill-1200x630|format-jpeg"
SPECS = [
    *(f"width-{width}|format-{file_format}" for file_format in FORMATS for width in WIDTHS),
    LOGO,
    SHARED,
]


@dataclass(frozen=True, slots=True)
class Source:
    """One format of an image, for a ``source`` element."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What ``templates/components/picture.html`` shows."""

    sources: tuple[Source, ...]
    url: str
    width: int
    height: int
    alt: str


def picture(image: AbstractImage | None, alt: str) -> Picture | None:
    """Return *image* in all its widths and formats; None when its file is missing or unreadable.

    Args:
        image: with its renditions at hand when many are shown (``read_renditions``).
        alt: what it shows; empty when it is decorative.
    """
    if image is None:
        return None
    found = {name: _renditions(image, name) for name in FORMATS}
    last = found[FORMATS[-1]]
    if not last:
        return None
    fallback = last[-2] if len(last) > 1 else last[0]
    return Picture(
        sources=tuple(
            Source(f"image/{name}", ", ".join(f"{each.url} {each.width}w" for each in renditions))
            for name, renditions in found.items()
            if renditions
        ),
        url=fallback.url,
        width=fallback.width,
        height=fallback.height,
        alt=alt,
    )


def read_renditions(images: Iterable[AbstractImage]) -> None:
    """Read the renditions that pages show of *images*, in one query."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=SPECS)
    if images := list(images):
        prefetch_related_objects(
            images, Prefetch("renditions", renditions, to_attr="prefetched_renditions")
        )


def single(image: AbstractImage | None, spec: str, alt: str = "") -> dict[str, Any] | None:
    """Return one rendition of *image*; None when its file is missing or unreadable."""
    rendition = image and _rendition(image, spec)
    if not rendition:
        return None
    return {
        "url": rendition.url,
        "width": rendition.width,
        "height": rendition.height,
        "alt": alt,
    }


def _renditions(image: AbstractImage, file_format: str) -> list[AbstractRendition]:
    """Return the renditions of *image* from the narrowest; none wider than the image itself."""
    narrower = sum(width < image.width for width in WIDTHS)
    widths = WIDTHS[: narrower + 1]  # the next one gives the image in its own width
    found = (_rendition(image, f"width-{width}|format-{file_format}") for width in widths)
    return [rendition for rendition in found if rendition]


def _rendition(image: AbstractImage, spec: str) -> AbstractRendition | None:
    try:
        rendition = image.get_rendition(spec)
        if not rendition.file.storage.exists(rendition.file.name):
            rendition.delete()
            _forget(image, rendition)
            rendition = image.get_rendition(spec)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    return rendition


def _forget(image: AbstractImage, rendition: AbstractRendition) -> None:
    """Drop *rendition* from what was read ahead of *image*."""
    ahead = getattr(image, "prefetched_renditions", None)
    if ahead is not None:
        image.prefetched_renditions = [other for other in ahead if other.pk != rendition.pk]
