"""What the check of links handles: links as they stand in contents, and what is wrong with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser

from django.db.models import Model

from core.rows import failure_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the public site.

    It leads to ``address``, or to the object ``pk`` of ``model`` and what ``ending`` adds to its
    address. ``source`` is the title of what holds it, ``source_url`` the address where visitors
    read it, ``edit_url`` the one where it is mended; ``where`` says which field or block.
    """

    source: str
    where: str
    source_url: str = ""
    edit_url: str = ""
    address: str = ""
    model: type[Model] | None = None
    pk: int = 0
    ending: str = ""


class Gravity(StrEnum):
    BROKEN = "rompu"
    DOUBTFUL = "à vérifier"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a link is not right; a doubtful one may be, for a person at least."""

    reason: str
    gravity: Gravity = Gravity.BROKEN


UNCHECKED = Verdict("non vérifié\u00a0: une erreur imprévue s’est produite", Gravity.DOUBTFUL)
UNREAD = Verdict("liens non lus\u00a0: une erreur imprévue s’est produite", Gravity.DOUBTFUL)
WHOLE = "Dans son ensemble"  # where, for what could not be read


def judged(what: str, judge: Callable[[], Verdict | None]) -> Verdict | None:
    """Return what *judge* says of a link; ``UNCHECKED`` where it fails, which costs no other."""
    said: list[Verdict | None] = []
    failed = failure_of(what, lambda: said.append(judge()))
    return UNCHECKED if failed else said[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """A link that does not lead where it should; ``address`` as a person would look for it."""

    link: Link
    address: str
    verdict: Verdict


@dataclass
class Report:
    """What a check found. ``checked`` counts the links, ``skipped`` those outside the site."""

    problems: list[Problem] = field(default_factory=list)
    checked: int = 0
    skipped: int = 0

    @property
    def broken(self) -> list[Problem]:
        return [each for each in self.problems if each.verdict.gravity is Gravity.BROKEN]

    @property
    def failed(self) -> list[Problem]:
        """What the check itself could not read or check."""
        return [each for each in self.problems if each.verdict in (UNCHECKED, UNREAD)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.anchors.add(found["id"])
        if tag == "a" and "href" in found:
            self.addresses.append(found["href"])
        if tag == "a" and "name" in found:
            self.anchors.add(found["name"])


def addresses_in(html: str) -> Iterator[str]:
    """Yield the addresses of the links of *html*, in their order."""
    yield from _read(html).addresses


def anchors_in(html: str) -> set[str]:
    """Return what « # » may lead to in *html*."""
    return _read(html).anchors


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader
