"""An event as another site tells it, in our own words."""

from collections.abc import Callable, Iterable, Sized
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from core.markup import line_of
from core.text.cleaning import UNSTORABLE
from events.recurrence import from_moment

UID_LENGTH = 255
MOST_ITEMS = 366  # of a file
PRICE_NOTE_LENGTH = 120  # of the field of ``EventPage``
A_DAY = timedelta(hours=24)
UNKNOWN_BOOKING = "inconnu"  # a value of ``EventPage.Booking``: the source says nothing


class Unreadable(ValueError):
    """The whole file, or one item of it, cannot be read; the message says why, in French.

    ``title`` is that of the item, where it has one.
    """

    def __init__(self, reason: str, title: str = "") -> None:
        super().__init__(reason)
        self.title = title

    def of(self, title: str) -> "Unreadable":
        """Return the same refusal of the event called *title*."""
        return type(self)(str(self), title)


class NotPublic(Unreadable):
    """An item that its source shows to nobody, or no longer: what we know of it leaves too."""


class Removed(Unreadable):
    """An item that its source says it has taken away."""


@dataclass(frozen=True)
class DateOverride:
    """What the source says of one date, by its original start (naive local time)."""

    status: str = ""
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Item:
    """One event, as far as the source tells.

    Attributes:
        uid: identifier of the source. Several items bear it where an event has several clock times:
            each is a series of ours, known again by its times, never by its rank.
        fields: those of ``EventPage`` that the source decides.
        first_fields: those that it does not tell, for an event that is new here.
        dates: what is said of single dates, by original start (naive local time).
        state: of every date that ``dates`` does not name; empty where all is as planned.
        sequence: number of the version (RFC 5545 §3.8.7.4); None where the source has none.
        is_whole: false for what only tells some dates of a series that the file does not hold.
        originals: what it then tells of the series, by original start, should we have it.
        only_states: true for a message that cancels (RFC 5546 §3.2.5) and tells nothing else.
        location: where it takes place, in the words of the source.
        warnings: what was guessed, left out or not understood, in French.
    """

    uid: str
    fields: dict[str, Any] = field(default_factory=dict)
    first_fields: dict[str, Any] = field(default_factory=dict)
    dates: dict[datetime, DateOverride] = field(default_factory=dict)
    state: str = ""
    sequence: int | None = None
    is_whole: bool = True
    originals: dict[datetime, DateOverride] = field(default_factory=dict)
    only_states: bool = False
    location: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """An event of a file, not read yet: what names it, and ``read``, which may raise anything.

    What it gives is one event of ours, or several.
    """

    uid: str
    title: str
    read: Callable[[], Iterable[Item]]


@dataclass
class FoundEvents:
    """The events of a file, not read yet.

    Attributes:
        events: each of them.
        is_whole: whether an event that is not among them is no longer at the source.
        warnings: what was not understood of the file itself, in French.
    """

    events: list[Found]
    is_whole: bool = True
    warnings: list[str] = field(default_factory=list)


@dataclass
class Source:
    """All that a file tells: as ``FoundEvents``, its events read, or refused with the reason."""

    events: list[tuple[str, list[Item] | Unreadable]]
    is_whole: bool = True
    warnings: list[str] = field(default_factory=list)


def check_number(events: Sized) -> None:
    """Raise Unreadable for more *events* than a file may bring."""
    if len(events) > MOST_ITEMS:
        raise Unreadable(f"Le fichier contient plus de {MOST_ITEMS} événements.")


def short_uid(uid: object) -> str:
    """Return *uid* so that it may be said: an identifier is the last name of what has no title."""
    return line_of(str(uid))[:UID_LENGTH]


def check_texts(item: Item) -> None:
    """Raise Unreadable where *item* holds what a database cannot.

    That is half a character (a lone surrogate), or a null one, which PostgreSQL refuses.
    """
    if len(item.uid) > UID_LENGTH:
        raise Unreadable(f"son identifiant dépasse {UID_LENGTH} caractères")
    texts = [item.uid, *(value for value in item.fields.values() if isinstance(value, str))]
    if any(UNSTORABLE.search(text) for text in texts):
        raise Unreadable("un de ses textes contient un caractère illisible")


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
