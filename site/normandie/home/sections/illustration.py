"""What stands beside the title of a section: one of our drawings, or an image of the library."""

from typing import Any

from core.pictures.drawings import drawing_url
from core.pictures.responsive import picture


def illustration_of(chosen: Any) -> dict[str, Any] | None:
    """Return what ``home/sections/_section.html`` shows of a ``SectionBlock``; None for nothing."""
    image = chosen["image"]
    shown = {
        "picture": picture(image, image.contextual_alt_text or "") if image else None,
        "credit": chosen["credit"],
        "drawing_url": drawing_url(chosen["drawing"]),
    }
    return shown if shown["picture"] or shown["drawing_url"] else None
