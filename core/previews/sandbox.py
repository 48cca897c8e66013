"""The program that decodes a foreign file: it runs alone, and knows nothing of the site.

``python -I sandbox.py pdf|image SECONDS MEMORY PAGES SIDE PIXELS < file``: what it may spend is
taken from it before anything that decodes is loaded. It writes the number of pages on a line, then
for each picture « width height length » on a line, and its WebP. It ends with 1 where nothing can
be drawn.

A PDF runs nothing: PDFium is built without scripts here, and forms are not drawn.
"""

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any


def take_away(seconds: int, memory: int) -> None:
    """Leave this process *seconds* of a processor, *memory* bytes, no new file and no child."""
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for which, most in limits.items():
        resource.setrlimit(which, (most, most))


def pages_of(content: bytes, most: int, side: int) -> Iterator[Any]:
    """Yield the number of pages of a PDF, then the first of them as images."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    yield len(document)
    for number in range(min(most, len(document))):
        page = document[number]
        longest = max(page.get_size())
        yield page.render(scale=side / longest, may_draw_forms=False).to_pil()


def image_of(content: bytes, side: int, pixels: int) -> Iterator[Any]:
    """Yield 1, then the image upright, small, and without what its camera wrote."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
        if image.width * image.height > pixels:
            raise ValueError("too many pixels")
        image.draft("RGB", (side, side))
        image.thumbnail((side, side))
        yield 1
        yield ImageOps.exif_transpose(image)


def write(found: Iterator[Any], side: int) -> None:
    output = sys.stdout.buffer
    output.write(b"%d\n" % next(found))
    for image in found:
        plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
        plain.thumbnail((side, side))
        plain.info = {}
        encoded = io.BytesIO()
        plain.save(encoded, "WEBP", quality=85)
        content = encoded.getvalue()
        output.write(b"%d %d %d\n" % (plain.width, plain.height, len(content)))
        output.write(content)


def main() -> None:
    kind = sys.argv[1]
    seconds, memory, pages, side, pixels = map(int, sys.argv[2:])
    take_away(seconds, memory)
    content = sys.stdin.buffer.read()
    is_pdf = kind == "pdf"
    write(pages_of(content, pages, side) if is_pdf else image_of(content, side, pixels), side)


if __name__ == "__main__":
    try:
        main()
    except BaseException as error:  # noqa: BLE001  (decoders raise anything of a broken file)
        sys.stderr.write(type(error).__name__)
        sys.exit(1)
