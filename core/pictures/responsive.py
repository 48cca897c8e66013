"""Images as pages show them: several widths and formats, and nothing at all when a file is gone."""

from dataclasses import dataclass
from typing import Any

from wagtail.images.models import AbstractImage, AbstractRendition

from core.pictures.renditions import (
    FORMATS,
    Cut,
    find_renditions,
    forget_what_was_read,
    width_spec,
    width_specs_of,
    widths_of,
)
from core.pictures.tasks import ask_beside_a_page


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

    As long as no size is made, the image shows as the site keeps it, which is clean.

    Args:
        image: with its renditions at hand when many are shown (``read_renditions``).
        alt: what it shows; empty when it is decorative.
    """
    if image is None:
        return None
    made = _made_or_asked(image, width_specs_of(image))
    found = {
        name: [
            made[spec] for width in widths_of(image) if (spec := width_spec(width, name)) in made
        ]
        for name in FORMATS
    }
    last = found[FORMATS[-1]]
    if not last:
        return _original(image, alt)
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


def single(image: AbstractImage | None, cut: Cut, alt: str = "") -> dict[str, Any] | None:
    """Return one rendition of *image*; None when it is not made yet, or its file is lost."""
    found = image and _made_or_asked(image, [cut.value]).get(cut)
    if not found:
        return None
    return {"url": found.url, "width": found.width, "height": found.height, "alt": alt}


def _made_or_asked(image: AbstractImage, specs: list[str]) -> dict[str, AbstractRendition]:
    """Return those of *specs* that are made; a task is asked for the others, nobody waits."""
    made = find_renditions(image, specs)
    if len(made) < len(specs) and ask_beside_a_page(image):
        forget_what_was_read(image)  # where all is done at once, all are there by now
        made = find_renditions(image, specs)
    return made


def _original(image: AbstractImage, alt: str) -> Picture | None:
    """Return *image* as the site keeps it; None when its file is missing or is no image."""
    if not image.file.storage.is_shown(image.file.name):
        return None
    return Picture((), image.file.url, image.width, image.height, alt)
