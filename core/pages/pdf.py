"""Documents as PDF that screen readers read (PDF/UA-1, ISO 14289-1), by WeasyPrint.

WeasyPrint draws with Pango, a library of the system that a bare machine may lack: then there is no
PDF, and pages offer none (``is_available``).
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from PIL import ImageFile

VARIANT = "pdf/ua-1"  # without a variant what comes out is not tagged


@cache
def is_available() -> bool:
    """Whether this machine can draw a PDF. The first answer takes a second or two.

    As it is imported WeasyPrint has Pillow take images that are cut short, for the whole process:
    this undoes it, since such images are refused (``core.pictures``).
    """
    truncated = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):  # its own parts, or the libraries of the system
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = truncated
    return True


def render_pdf(template: str, context: dict[str, Any], sizes: Sequence[float] = (0,)) -> bytes:
    """Return *template*, which extends « pdf/base.html », as a tagged PDF.

    It is drawn from its own HTML alone: files that this names are fetched from nowhere.

    Args:
        sizes: of letters, in points, the largest first, for a template that reads « letters »: the
            first with which all of it holds on one page is taken, or else the last.

    Raises:
        RuntimeError: the machine cannot draw one (``is_available``).
    """
    if not is_available():
        raise RuntimeError("this machine cannot draw a PDF")
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",))
    for letters in sizes:
        said = context | {"author": settings.REGION.network, "letters": letters}
        html = HTML(string=render_to_string(template, said), url_fetcher=fetcher)
        document = html.render(pdf_variant=VARIANT)
        if len(document.pages) == 1:
            break
    return bytes(document.write_pdf(pdf_variant=VARIANT))
