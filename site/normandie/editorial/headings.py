"""Headings of rich text: their order, which people who listen to a page rely on.

RGAA 4.1.2, criterion 9.1; WCAG 2.2, success criteria 1.3.1 and 2.4.6.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.markup import text_of
from core.text.cleaning import clean_line

HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
LEVELS = {2, 3}


@dataclass(frozen=True)
class Heading:
    """``level`` from 1 to 6; ``text`` without marks, on one line."""

    level: int
    text: str


def headings_in(source: str) -> Iterator[Heading]:
    """Yield the headings of rich text *source*, in their order."""
    for match in HEADING.finditer(source):
        yield Heading(int(match[1]), heading_text(match[2]))


def heading_text(html: str) -> str:
    """Return the words of a heading on one line; spaces that must not break stay such."""
    return clean_line(text_of(html))


def mistakes_in(source: str) -> list[str]:
    """Say, in French, what is wrong with the headings of *source* taken alone."""
    found = []
    for heading in headings_in(source):
        if not heading.text:
            found.append("Un titre est vide\u00a0: supprimez-le, ou écrivez-le.")
        elif heading.level not in LEVELS:
            found.append(
                f"Le titre «\u00a0{heading.text}\u00a0» est de niveau {heading.level}\u00a0: "
                "une page n’emploie que les niveaux 2 et 3."
            )
    return found


def first_out_of_order(headings: Iterable[Heading]) -> Heading | None:
    """Return the first heading of the third level that has none of the second before it."""
    for heading in headings:
        if heading.level == 2:
            return None
        if heading.level > 2:
            return heading
    return None
