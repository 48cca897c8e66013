"""An event as another site tells it, in our own words."""

import re
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.html import escape

from core.markup import text_of
from events.recurrence import from_moment

SUMMARY_LENGTH = 280
TITLE_LENGTH = 255
UID_LENGTH = 255
MOST_ITEMS = 366  # of a file
PRICE_NOTE_LENGTH = 120  # of the field of ``EventPage``
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
BODY_LENGTH = 10_000  # as OpenAgenda's
A_DAY = timedelta(hours=24)


class Unreadable(ValueError):
    """The whole file, or one item of it, cannot be read; the message says why, in French.

    ``title`` is that of the item, where it has one.
    """

    def __init__(self, reason: str, title: str = "") -> None:
        super().__init__(reason)
        self.title = title


@dataclass(frozen=True)
class DateOverride:
    """What the source says of one date, by its original start (naive local time)."""

    status: str = ""
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Item:
    """One event: ``fields`` are those of ``EventPage``, ``dates`` what is said of single dates."""

    uid: str
    fields: dict[str, Any]
    dates: dict[datetime, DateOverride] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """An event of a file, not read yet: what names it, and ``read``, which may raise anything.

    What it gives is one event of ours, or several.
    """

    uid: str
    title: str
    read: Callable[[], Iterable[Item]]


def check_number(events: Sized) -> None:
    """Raise Unreadable for more *events* than a file may bring."""
    if len(events) > MOST_ITEMS:
        raise Unreadable(f"Le fichier contient plus de {MOST_ITEMS} événements.")


def short_uid(uid: object) -> str:
    """Return *uid* so that it may be said: an identifier is the last name of what has no title."""
    return plain(str(uid))[:UID_LENGTH]


def check_texts(item: Item) -> None:
    """Raise Unreadable where *item* holds what a database cannot.

    That is half a character (a lone surrogate), or a null one, which PostgreSQL refuses.
    """
    if len(item.uid) > UID_LENGTH:
        raise Unreadable(f"son identifiant dépasse {UID_LENGTH} caractères")
    texts = [item.uid, *(value for value in item.fields.values() if isinstance(value, str))]
    if any(UNWRITABLE.search(text) for text in texts):
        raise Unreadable("un de ses textes contient un caractère illisible")


def short_title(title: str) -> str:
    """Return *title*, plain or HTML, as an event keeps it."""
    return plain(title)[:TITLE_LENGTH]


def text_fields(title: str, text: str) -> dict[str, Any]:
    """Return the title, summary and body that *title* and *text* (plain or HTML) make.

    Nothing of the markup is kept: what others write is not trusted.

    Raises:
        Unreadable: there is no title.
    """
    title = short_title(title)
    if not title:
        raise Unreadable("il n’a pas de titre")
    lines = [line for line in map(plain, strip_breaks(text).splitlines()) if line]
    whole = " ".join(lines)[:BODY_LENGTH]
    summary = shortened(whole or title, SUMMARY_LENGTH)
    body = "".join(f"<p>{escape(line)}</p>" for line in _first(lines, BODY_LENGTH))
    return {"title": title, "summary": summary, "body": body if whole != summary else ""}


def one_line(text: str, length: int) -> str:
    """Return *text*, plain or HTML, on one line of *length* characters at most."""
    return shortened(plain(strip_breaks(text)), length)


def _first(lines: list[str], length: int) -> Iterator[str]:
    """Yield the first of *lines*, *length* characters in all: the last one may be cut at a word."""
    for line in lines:
        if length <= 0:
            return
        yield shortened(line, length)
        length -= len(line)


def strip_breaks(text: str) -> str:
    """Return *text* with the line breaks of its markup as line breaks."""
    for mark in ("</p>", "<br>", "<br/>", "<br />", "</li>", "</h3>"):
        text = text.replace(mark, "\n")
    return text


def plain(text: str) -> str:
    """Return *text* on one line, without markup nor control characters."""
    bare = text_of(text)
    return " ".join("".join(char if char.isprintable() else " " for char in bare).split())


def shortened(text: str, length: int) -> str:
    """Cut *text* at a word, with « … », so that it holds in *length* characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0] + "…"


def wall(moment: datetime) -> datetime:
    """Return *moment* in naive local time; one without a zone is taken as local."""
    return from_moment(moment) if moment.tzinfo else moment


def clock_fields(start: datetime, end: datetime) -> dict[str, time]:
    """Return the clock times of an event.

    Raises:
        Unreadable: it ends before it begins, or lasts more than a day.
    """
    if end <= start:
        raise Unreadable("il finit avant de commencer")
    if end - start > A_DAY:
        raise Unreadable("il dure plus d’une journée\u00a0: saisissez une date par jour")
    return {"start_time": start.time(), "end_time": end.time()}


def iso(days: Iterable[date]) -> list[str]:
    """Return *days* as the model keeps them."""
    return sorted({day.isoformat() for day in days})
