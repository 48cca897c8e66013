"""The address of a page as a QR code (ISO/IEC 18004), to show, to print, to download."""

from io import BytesIO

import segno

LEVEL = "m"  # a code that is 15 % hidden or worn is still read
QUIET = 4  # modules left white around it, as the standard asks
PNG_SIDE = 1200  # pixels at least: ten centimetres on paper


def svg_uri(url: str) -> str:
    """Return the code of *url* as the address of an image, within a page that is white around."""
    uri: str = segno.make(url, error=LEVEL).svg_data_uri(border=2, scale=8, light="#fff")
    return uri


def svg(url: str) -> bytes:
    """Return the code of *url* as an SVG file."""
    file = BytesIO()
    segno.make(url, error=LEVEL).save(file, kind="svg", border=QUIET, scale=10, light="#fff")
    return file.getvalue()


def png(url: str) -> bytes:
    """Return the code of *url* as a PNG file."""
    code, file = segno.make(url, error=LEVEL), BytesIO()
    modules = code.symbol_size(border=QUIET)[0]
    code.save(file, kind="png", border=QUIET, scale=-(-PNG_SIDE // modules), light="#fff")
    return file.getvalue()
