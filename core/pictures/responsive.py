"""Images as pages show them: several widths and formats, and nothing at all when a file is gone."""

from dataclasses import dataclass
from typing import Any

from wagtail.images.models import AbstractImage, AbstractRendition

from core.pictures.renditions import (
    FORMATS,
    WIDTHS,
    forget_what_was_read,
    rendition,
    renditions_made,
    specs_of,
    width_spec,
    widths_of,
)
from core.pictures.tasks import ask_for_renditions


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

    Sizes that are not made yet are left to a task, but for one: the image shows meanwhile.

    Args:
        image: with its renditions at hand when many are shown (``read_renditions``).
        alt: what it shows; empty when it is decorative.
    """
    if image is None:
        return None
    made = _made_or_asked(image)
    found = {
        name: [
            made[spec] for width in widths_of(image) if (spec := width_spec(width, name)) in made
        ]
        for name in FORMATS
    }
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


def single(image: AbstractImage | None, spec: str, alt: str = "") -> dict[str, Any] | None:
    """Return one rendition of *image*; None when its file is missing or unreadable."""
    found = image and rendition(image, spec)
    if not found:
        return None
    return {"url": found.url, "width": found.width, "height": found.height, "alt": alt}


def _made_or_asked(image: AbstractImage) -> dict[str, AbstractRendition]:
    made = renditions_made(image)
    if len(made) == len(specs_of(image)):
        return made
    if rendition(image, width_spec(WIDTHS[0], FORMATS[-1])) is None:
        return made
    ask_for_renditions(image)
    forget_what_was_read(image)  # which is older than what was just made
    return renditions_made(image)
