"""Text that others wrote with markup, as plain text."""

import re
from html import unescape

# Each ends at the next « < »: read once from left to right, however the tags are left open.
TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6])\s*>", re.IGNORECASE)
# « <https://exemple.fr> » and « <nom@exemple.fr> » (RFC 3986, appendix C): no tags.
BETWEEN_ANGLES = re.compile(r"<(https?://[^\s<>]+|(?:mailto:)?[^\s<>@\"'=/]+@[^\s<>@\"'=/]+)>")
LINK = re.compile(r"<a\s([^<>]*)>([^<]*(?:<(?!/?a\b)[^<]*)*)</a\s*>", re.IGNORECASE)
TARGET = re.compile(r"""\bhref\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)
# A paragraph that is wholly bold is a title to the eye alone (RGAA 9.1).
BOLD = re.compile(r"<p\b[^>]*>\s*<(b|strong)>((?:(?!</?p\b|</\1>).)*)</\1>\s*</p>", re.DOTALL)
REACHED = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def text_of(html: str) -> str:
    """Return *html* without its tags, its entities as characters; it is to be escaped when shown.

    Django's ``strip_tags`` refuses what nests too much (SuspiciousOperation), which the text of
    another site may well do: it reads again until nothing looks like a tag, for who shows its
    answer unescaped.
    """
    return unescape(TAG.sub("", html))


def lines_of(text: str) -> list[str]:
    """Return the lines of *text*, plain or HTML, without its tags: each on one line, tidied.

    What is read by people stays: the breaks of its markup, and the addresses that its links lead
    to. Control characters do not.
    """
    said = LINK.sub(_said_link, BETWEEN_ANGLES.sub(_bare_address, text))
    lines = text_of(LINE_END.sub("\n", said)).splitlines()
    return list(filter(None, map(_tidied, lines)))


def bold_paragraphs(html: str) -> list[str]:
    """Return the words of the paragraphs of rich text that are wholly bold, each on one line."""
    return list(filter(None, (line_of(match[2]) for match in BOLD.finditer(html))))


def line_of(text: str) -> str:
    """Return *text*, plain or HTML, on one line without markup nor control characters."""
    return " ".join(lines_of(text))


def _tidied(line: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in line).split())


def _bare_address(match: re.Match[str]) -> str:
    return match[1].removeprefix("mailto:")


def _said_link(match: re.Match[str]) -> str:
    """Say where a link leads after its words, unless they say it already."""
    words, target = match[2], TARGET.search(match[1])
    if target is None or not REACHED.match(target[1]):
        return words
    address = re.sub(r"^(?:mailto|tel):", "", target[1], flags=re.IGNORECASE)
    bare = re.sub(r"^https?://|/$", "", address, flags=re.IGNORECASE)
    return words if bare in words else f"{words} ({address})"
