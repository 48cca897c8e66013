"""Reading what the site draws as PDF, as a reader would."""

import re
import zlib

import pypdfium2

from core.pages import pdf
from tests.optional import skip_without


def needs_pango() -> None:
    if not pdf.is_available():
        skip_without("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def text_of_pdf(content: bytes) -> str:
    """Return what a PDF says, page after page, on one line."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def objects(content: bytes) -> bytes:
    """Return what a PDF holds, its compressed parts unfolded."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    unfolded = []
    for each in streams:
        try:
            unfolded.append(zlib.decompress(each))
        except zlib.error:
            unfolded.append(each)
    return content + b"\n".join(unfolded)
