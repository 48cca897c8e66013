"""The texts of an event as we keep them: nothing of the markup of others is trusted."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.html import escape

from core.markup import line_of, lines_of

from .item import Unreadable

SUMMARY_LENGTH = 280
TITLE_LENGTH = 255
BODY_LENGTH = 10_000  # as OpenAgenda's

ToHtml = Callable[[list[str]], str]


def short_title(title: str) -> str:
    """Return *title*, plain or HTML, as an event keeps it."""
    return line_of(title)[:TITLE_LENGTH]


def one_line(text: str, length: int) -> str:
    """Return *text*, plain or HTML, on one line of *length* characters at most."""
    return shortened(line_of(text), length)


def paragraphs(lines: list[str]) -> str:
    """Return *lines* as HTML, a paragraph each."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def text_fields(
    title: str, text: str, short: str = "", to_html: ToHtml = paragraphs
) -> dict[str, Any]:
    """Return the title, summary and body of an event.

    Args:
        title: plain or HTML.
        text: all that is said of it, plain or HTML.
        short: the same in a few words, where the source has them.
        to_html: what *text* is, line by line.

    Raises:
        Unreadable: nothing is left of *title*.
    """
    title = short_title(title)
    if not title:
        raise Unreadable("il n’a pas de titre")
    lines = list(_first(lines_of(text), BODY_LENGTH))
    body = to_html(lines)
    whole = line_of(body)
    summary = one_line(short, SUMMARY_LENGTH) or shortened(whole or title, SUMMARY_LENGTH)
    return {"title": title, "summary": summary, "body": body if whole not in ("", summary) else ""}


def shortened(text: str, length: int) -> str:
    """Cut *text* at a word, with « … », so that it holds in *length* characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0] + "…"


def _first(lines: list[str], length: int) -> Iterator[str]:
    """Yield the first of *lines*, *length* characters in all: the last one may be cut at a word."""
    for line in lines:
        if length <= 0:
            return
        yield shortened(line, length)
        length -= len(line)
