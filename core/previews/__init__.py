"""Pictures of what a foreign file shows, so that nobody's browser opens the file itself.

A PDF or an image may be made to break whoever decodes it. So it is decoded apart, in a process of
its own without time, memory, files nor environment to spend (``core.previews.sandbox``); what comes
back is encoded anew, and bounded.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

SANDBOX = Path(__file__).with_name("sandbox.py")
PDF, PICTURE = "pdf", "image"
CONTENT_TYPE = "image/webp"
MOST_PAGES = 3
LONGEST_SIDE = 1000  # pixels
SECONDS = 20  # of a processor; twice as many of a clock
MEMORY = 512 * 1024 * 1024  # bytes: an image of 50 million pixels takes 300 of these 512
LARGEST = 4 * 1024 * 1024  # bytes of a picture that comes back


class NotDrawn(Exception):
    """The file shows nothing that may be drawn: broken, locked, too heavy, or hostile."""


@dataclass(frozen=True)
class Picture:
    """A page, or an image, as WebP."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Drawing:
    """The first *pictures* of a file that has so many *pages*."""

    pages: int
    pictures: tuple[Picture, ...]


class Readable(Protocol):
    """A file, as the storages open it."""

    def read(self) -> bytes: ...


def draw(content: Readable, kind: str) -> Drawing:
    """Draw the first pages of a PDF, or an image, in a process of its own.

    Raises:
        NotDrawn: nothing came of it within the limits.
    """
    limits = (SECONDS, MEMORY, MOST_PAGES, LONGEST_SIDE, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    try:
        done = subprocess.run(  # noqa: S603  (our own program; the file is on its input)
            [sys.executable, "-I", str(SANDBOX), kind, *map(str, limits)],
            input=content.read(),
            capture_output=True,
            timeout=2 * SECONDS,
            cwd="/",
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotDrawn("time") from error
    if done.returncode != 0:
        raise NotDrawn(f"code {done.returncode}")
    return _read(done.stdout)


def _read(output: bytes) -> Drawing:
    """Read what the process wrote, which nobody should believe: it held a hostile file."""
    try:
        head, rest = output.split(b"\n", 1)
        pages, pictures = int(head), []
        while rest:
            head, rest = rest.split(b"\n", 1)
            width, height, length = map(int, head.split())
            content, rest = rest[:length], rest[length:]
            sound = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
            if not (sound and 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
                raise NotDrawn("what came back is no picture")
            pictures.append(Picture(width, height, content))
    except ValueError as error:
        raise NotDrawn("what came back is not understood") from error
    if not 0 < len(pictures) <= min(pages, MOST_PAGES) or len(output) > MOST_PAGES * LARGEST:
        raise NotDrawn("what came back is not what was asked")
    return Drawing(pages, tuple(pictures))
