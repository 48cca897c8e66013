"""Where the words that were asked stand in a text, marked for the eye and for screen readers."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.text.words import spans

LENGTH = 220  # characters of an excerpt
BEFORE = 60  # of them, before the first word asked


def excerpt(title: str, lines: Iterable[str], stems: frozenset[str]) -> SafeString:
    """Return the part of *lines* that holds most of the *stems*, with the words in ``<mark>``.

    Words of the *title*, shown just above, are not looked for. Where no line holds any other, the
    beginning of the first one.
    """
    wanted = stems - _stems_of(title)
    best, most = "", -1
    for line in lines:
        held = len(_stems_of(line) & wanted)
        if held > most and line:
            best, most = line, held
        if most == len(wanted):
            break
    return marked(_window(best, stems), stems)


def marked(text: str, stems: frozenset[str]) -> SafeString:
    """Return *text* as HTML, with the words of these *stems* in ``<mark>``."""
    parts: list[SafeString] = []
    done = 0
    for start, end, stem in spans(text):
        if stem in stems and start >= done:
            parts += [conditional_escape(text[done:start])]
            parts += [format_html_join("", "<mark>{}</mark>", [(text[start:end],)])]
            done = end
    return mark_safe("".join([*parts, conditional_escape(text[done:])]))  # noqa: S308 -- escaped


def _stems_of(text: str) -> set[str]:
    return {stem for _, _, stem in spans(text)}


def _window(text: str, stems: frozenset[str]) -> str:
    """Cut *text* around the first of its words that was asked, between two words."""
    if len(text) <= LENGTH:
        return text
    first = next((start for start, _, stem in spans(text) if stem in stems), 0)
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    end = len(text) if start + LENGTH >= len(text) else text.rfind(" ", start, start + LENGTH)
    end = end if end > first else start + LENGTH  # a word without end
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
