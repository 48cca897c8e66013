"""Where events are read from: a file of this machine, or another site."""

from pathlib import Path

from core.net import FetchError, download
from events.sources import MOST_BYTES, Unreadable

SCHEMES = ("https://", "http://", "webcal://")


def fetch(source: str, *, private_too: bool = False) -> bytes:
    """Return what *source*, a web address or the path of a file, holds.

    ``private_too`` lets tests and intranets read machines that are not public.

    Raises:
        Unreadable: it cannot be had, or is larger than ``MOST_BYTES``.
    """
    if source.startswith(SCHEMES):
        address = source.replace("webcal://", "https://", 1)
        try:
            return download(address, MOST_BYTES, private_too=private_too)
        except FetchError as reason:
            raise Unreadable(f"L’adresse n’a pas pu être lue\u00a0: {reason}.") from None
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"Le fichier ne peut pas être lu\u00a0: {error.strerror}.") from None
