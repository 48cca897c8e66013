"""The lines of an iCalendar file (RFC 5545 §3.1), as its reader is given them."""

import re
from contextlib import suppress
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .item import Unreadable

# Of an event, its zone and its calendar. A line that is broken costs what it says, so that those
# that nobody reads (ORGANIZER, ATTENDEE, X-…) are never given to the reader.
READ = frozenset(
    {
        *("BEGIN", "END", "VERSION", "PRODID", "METHOD"),
        *("TZID", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "RRULE", "RDATE"),
        *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS"),
        *("DTEND", "DURATION", "EXDATE", "EXRULE", "RECURRENCE-ID"),
        *("SEQUENCE", "LAST-MODIFIED", "DTSTAMP"),
    }
)
FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
LINE_END = re.compile(r"\r\n|\n|\r")
NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
# What some programs write, and what they mean by it.
NO_DATE = re.compile(r"(?:EXDATE|RDATE)\b[^:]*:[\s,]*", re.IGNORECASE)
SPACES_OF_A_RULE = re.compile(r"\s+")
ZONE = re.compile(r"""(;TZID=)(?:"([^"]*)"|([^":;]*))""", re.IGNORECASE)
ZONE_LENGTH = 60
NOT_UTF8 = (
    "Ce calendrier n’est pas en UTF-8, que veut la norme\u00a0: ses accents seraient faux. "
    "Exportez-le de nouveau avec cet encodage."
)


def read_lines(content: bytes) -> tuple[str, int]:
    """Return the text of *content*, unfolded, of the lines that are read alone.

    Folds are taken away before octets become characters: they may fall inside one. The second value
    is the number of lines that have not the shape of one.

    Raises:
        Unreadable: *content* is not in UTF-8.
    """
    try:
        text = FOLD.sub(b"", content).decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(NOT_UTF8) from None
    kept, odd = [], 0
    for line in filter(None, LINE_END.split(text)):
        name = NAME.match(line)
        if name is None:
            odd += bool(line.strip())
        elif name[1].upper() in READ and not NO_DATE.fullmatch(line):
            kept.append(_mended(name[1].upper(), line))
    return "\r\n".join([*kept, ""]), odd


def _mended(name: str, line: str) -> str:
    """Return *line* without the spaces of « BYDAY=TU, TH », which the norm knows not.

    And with the names of zones alone, not the paths that some libraries put before them: the
    reader would look for a file there, and give up the whole calendar.
    """
    if name in ("BEGIN", "END", "METHOD"):
        return line.strip()
    if name == "RRULE":
        return SPACES_OF_A_RULE.sub("", line)
    if name == "TZID":
        return f"TZID:{_zone(line.partition(':')[2])}"
    return ZONE.sub(lambda match: f'{match[1]}"{_zone(match[2] or match[3] or "")}"', line, count=1)


@lru_cache(maxsize=256)
def _zone(name: str) -> str:
    """Return the end of « /mozilla.org/20050126_1/Europe/Paris »; other names as they are."""
    parts = [part for part in name.strip().split("/") if part.strip(".")]
    short = "/".join(parts[-2:] if name.startswith("/") else parts)[:ZONE_LENGTH]
    with suppress(ZoneInfoNotFoundError):
        try:
            ZoneInfo(short)
        except (ValueError, OSError):  # no name of a file, or that of a folder, as « Europe »
            return f"{short}\u00a0?" if name else ""
    return short
