"""Read hours as people write them: which days, which hours, in the order that they chose.

What people write on two lines adds up, where OSM says that the second line replaces the first; a
text that may be read in two ways is not read at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.text.french import MIDNIGHT

from .rules import day_list, written_time
from .spoken_words import (
    NOON,
    PUBLIC_HOLIDAYS,
    SCHOOL_HOLIDAYS,
    SELECTORS,
    Kind,
    UnknownWordError,
    Word,
    words_of,
)

WEEK = range(7)
LATEST_NIGHT = 8 * 60  # minutes: a range that ends later than that the next day is a mistake
Span = tuple[int, int]  # minutes; the end passes 1440 for a night


@dataclass
class Clause:
    """Some days and what is said of them; ``is_whole`` once nothing can be added."""

    days: tuple[int, ...] = ()
    spans: list[Span] = field(default_factory=list)
    closed: bool = False
    comment: str = ""
    is_whole: bool = False

    @property
    def has_content(self) -> bool:
        return bool(self.spans or self.closed or self.comment)


@dataclass(frozen=True)
class Item:
    """A group of words: days, spans of time, a state or a comment, and what stands before it."""

    kind: Kind
    days: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    text: str = ""
    after: Kind | None = None  # Kind.LIST or Kind.BREAK


def read_spoken(text: str) -> str:
    """Return the OSM text of hours as people write them.

    Raises UnknownWordError where they hold a word that is not known, or have no plain meaning.
    """
    clauses = _Reading(list(_items(words_of(text)))).clauses()
    return _written(clauses)


def _items(words: Sequence[Word]) -> Iterator[Item]:
    """Gather days with days and hours with hours."""
    position, after = 0, None
    while position < len(words):
        word = words[position]
        if word.kind in (Kind.LIST, Kind.BREAK):
            after = Kind.BREAK if Kind.BREAK in (word.kind, after) else Kind.LIST
            position += 1
        elif word.kind is Kind.RANGE:  # « lundi - 9 h »: between days and hours, it says nothing
            _check(0 < position < len(words) - 1)
            position += 1
        elif word.kind is Kind.DAYS:
            days, position = _days(words, position)
            yield Item(Kind.DAYS, days=days, after=after)
            after = None
        elif word.kind in (Kind.TIME, Kind.NUMBER):
            spans, position = _spans(words, position)
            yield Item(Kind.TIME, spans=spans, after=after)
            after = None
        else:
            spans = ((0, MIDNIGHT),) if word.kind is Kind.ALL_DAY else ()
            kind = Kind.TIME if spans else word.kind
            yield Item(kind, spans=spans, text=word.text, after=after)
            position, after = position + 1, None


def _check(is_plain: bool) -> None:
    if not is_plain:
        raise UnknownWordError


def _kinds(words: Sequence[Word], position: int) -> tuple[Kind | None, Kind | None]:
    """Return the kinds of the word at *position* and of the one after it."""
    one, two = ([*words[position : position + 2], None, None])[:2]
    return one.kind if one else None, two.kind if two else None


def _days(words: Sequence[Word], position: int) -> tuple[tuple[int, ...], int]:
    """Read a list of days, as « lundi, mardi et du jeudi au samedi »."""
    days: list[int] = []
    while True:
        first = words[position].days
        position += 1
        if _kinds(words, position) == (Kind.RANGE, Kind.DAYS):
            last = words[position + 1].days
            _check(len(first) == len(last) == 1 and first[0] in WEEK and last[0] in WEEK)
            _check(first != last)
            first = tuple((first[0] + n) % 7 for n in range((last[0] - first[0]) % 7 + 1))
            position += 2
        days += first
        following = _kinds(words, position)
        if following == (Kind.LIST, Kind.DAYS):
            position += 1
        elif following[0] is not Kind.DAYS:
            return tuple(dict.fromkeys(days)), position


def _spans(words: Sequence[Word], position: int) -> tuple[tuple[Span, ...], int]:
    """Read a chain of hours, as « 9 h - 12 h, 14 h - 17 h » or « 9h/12h 14h/17h »."""
    hours = [words[position]]
    joints: list[str] = []
    position += 1
    while True:
        joint, after = _kinds(words, position)
        if joint in (Kind.TIME, Kind.NUMBER):
            joints.append("")
            hours.append(words[position])
            position += 1
        elif joint in (Kind.RANGE, Kind.LIST) and after in (Kind.TIME, Kind.NUMBER):
            joints.append("-" if joint is Kind.RANGE else words[position].text)
            hours.append(words[position + 1])
            position += 2
        else:
            break
    _check(len(hours) % 2 == 0)
    _check(all(joint in ("-", "/") for joint in joints[::2]))
    pairs = [(hours[n], hours[n + 1]) for n in range(0, len(hours), 2)]
    _check(all(Kind.TIME in (start.kind, end.kind) for start, end in pairs))
    return tuple(_span(start, end) for start, end in pairs), position


def _span(first: Word, last: Word) -> Span:
    """Return the minutes between two hours; « 2 – 6 PM » and « 9 – 5 PM » both end after noon."""
    _check(not first.text or bool(last.text))
    start, end = first.minutes, last.minutes or MIDNIGHT
    if last.text == "pm" and not first.text and start % NOON + NOON < end:
        start = start % NOON + NOON
    if end <= start:
        _check(start >= NOON and end <= LATEST_NIGHT)
        end += MIDNIGHT
    _check(start < MIDNIGHT)
    return start, end


class _Reading:
    """Deal the items out to clauses: days first, or hours first, as each clause is written."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._done: list[Clause] = []
        self._current = Clause()
        self._excepted: list[int] = []
        self._general = ""  # a comment about all that is said

    def clauses(self) -> list[Clause]:
        position = 0
        while position < len(self._items):
            item = self._items[position]
            following = self._items[position + 1] if position + 1 < len(self._items) else None
            if item.kind is Kind.EXCEPT:
                _check(following is not None and following.kind is Kind.DAYS)
                self._excepted += following.days if following else ()
                position += 1
            elif item.kind is Kind.DAYS:
                self._take_days(item, following)
            elif item.kind is Kind.COMMENT:
                self._take_comment(item, following)
            else:
                self._take_hours(item)
            position += 1
        return self._finished()

    def _start(self, clause: Clause) -> None:
        if self._current.days or self._current.has_content:
            self._done.append(self._current)
        self._current = clause

    def _take_days(self, item: Item, following: Item | None) -> None:
        current = self._current
        if current.days or not current.has_content:
            _check(not current.days or current.has_content)  # days of which nothing is said
            self._start(Clause(days=item.days))
            return
        # The hours came first: « 9 h - 19 h du lundi au samedi ».
        _check(following is None or following.after is not None or following.kind is Kind.EXCEPT)
        current.days, current.is_whole = item.days, True

    def _take_hours(self, item: Item) -> None:
        current = self._current
        if item.kind is Kind.CLOSED:
            if current.has_content:
                self._start(Clause(closed=True))
            current = self._current
            current.closed = True
        elif current.is_whole:
            self._start(Clause(spans=list(item.spans)))
        else:
            _check(not current.closed)
            current.spans += item.spans

    def _take_comment(self, item: Item, following: Item | None) -> None:
        current = self._current
        before_days = following is not None and following.kind is Kind.DAYS and not following.after
        if item.after and current.has_content and not before_days:
            _check(not self._general)
            self._general = item.text
            return
        if before_days and current.has_content:
            _check(item.after is not None)  # of the days before, or of those after?
            self._start(Clause())
        _check(not self._current.comment and not self._current.closed)
        self._current.comment = item.text

    def _finished(self) -> list[Clause]:
        self._start(Clause())
        clauses = self._done
        _check(bool(clauses) and all(clause.has_content for clause in clauses))
        self._name_all_days([clause for clause in clauses if not clause.days])
        for clause in clauses if self._general else ():
            _check(not clause.comment)
            clause.comment = "" if clause.closed else self._general
        if self._excepted:
            clauses.append(Clause(days=tuple(self._excepted), closed=True))
        return clauses

    def _name_all_days(self, unnamed: list[Clause]) -> None:
        """Give all days to hours without days, where no other hours have some."""
        if unnamed:
            others = {day for clause in self._done for day in clause.days}
            _check(len(unnamed) == 1 and others.isdisjoint(WEEK))
            unnamed[0].days = tuple(WEEK)


def _written(clauses: list[Clause]) -> str:
    """Write *clauses* as OSM text, the days of which the same is said together."""
    said: dict[int, list[int]] = {}  # by day, the numbers of the clauses about it
    for number, clause in enumerate(clauses):
        for day in clause.days:
            said.setdefault(day, []).append(number)
    groups: dict[tuple[str, ...], list[int]] = {}
    for day in sorted(said, key=_rank):
        tail = _tail([clauses[number] for number in said[day]])
        _check(day != SCHOOL_HOLIDAYS or tail == "off")  # of which days of the holidays?
        shared = ",".join(map(str, said[day])) if day in WEEK else SELECTORS[day]
        groups.setdefault((shared, tail), []).append(day)
    if [len(days) for days in groups.values()] == [len(WEEK)]:
        [(_, tail)] = groups
        if tail == "00:00-24:00":
            return "24/7"
        if tail == "off" or tail.startswith('"'):
            return tail
    _check(any(tail != "off" for _, tail in groups))  # the other days may be open, or not
    return "; ".join(f"{_selector(days)} {tail}" for (_, tail), days in groups.items())


def _rank(day: int) -> int:
    """Put the exceptions after the week, public holidays last."""
    return {SCHOOL_HOLIDAYS: PUBLIC_HOLIDAYS, PUBLIC_HOLIDAYS: SCHOOL_HOLIDAYS}.get(day, day)


def _selector(days: list[int]) -> str:
    return day_list(days) if days[0] in WEEK else SELECTORS[days[0]]


def _tail(clauses: list[Clause]) -> str:
    """Write what *clauses* say of one day, in the order they say it: closing comes last."""
    if any(clause.closed for clause in clauses):
        _check(not clauses[-1].spans and all(not clause.closed for clause in clauses[:-1]))
        return "off"
    comments = {clause.comment for clause in clauses}
    _check(len(comments) == 1)
    _check(all(clause.spans == sorted(clause.spans) for clause in clauses))
    spans = sorted(span for clause in clauses for span in clause.spans)
    _check(all(before[1] <= after[0] for before, after in pairwise(spans)))
    times = ",".join(f"{written_time(start)}-{written_time(end)}" for start, end in spans)
    comment = comments.pop()
    return " ".join(filter(None, [times, f'"{comment}"' if comment else ""]))
