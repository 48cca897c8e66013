"""What to try when nothing is found: another spelling, or fewer words."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from core.engine.client import Away
from core.engine.reading import is_ready, near_stems
from core.listing.addresses import address
from core.text.spelling import nearest, spelling_of
from core.text.words import fold, spans, stem

from .engine.answers import totals
from .engine.documents import TEXTS
from .questions import Question
from .sources import RESULTS, SOURCES, Suggestion, said

MAX_WORDS = 6  # beyond, dropping one changes little
MAX_PROPOSED = 4
MOST_MENDED = 3  # words, by the search engine
SHORTEST = 3  # letters of a word that is proposed alone


def proposals_for(question: Question, search_url: str) -> list[Suggestion]:
    """Return the nearest searches that bring something, each with how much."""
    texts = [text for text in (mended(question), *_shorter(question.text)) if text]
    found = totals([replace(question, text=text) for text in dict.fromkeys(texts)])
    return [
        Suggestion(
            f"«\u00a0{text}\u00a0»", address(search_url, [("q", text)]), said(RESULTS, total)
        )
        for text, total in found.items()
        if total
    ][:MAX_PROPOSED]


def mended(question: Question) -> str:
    """Return the text with its unknown words replaced by known ones.

    The tables mend one, by a letter; the search engine several, by two letters each. Empty where
    every word is known, where too many are not, or where none is near one of them.
    """
    text = question.text
    words = list(spans(text))
    known = _known({found for _, _, found in words})
    unknown = [(start, end) for start, end, found in words if found not in known]
    if not 0 < len(unknown) <= (MOST_MENDED if is_ready() else 1):
        return ""
    for start, end in reversed(unknown):
        spelled = _spelled(fold(text[start:end]))
        if not spelled:
            return ""
        text = f"{text[:start]}{spelled}{text[end:]}"
    return text


def _spelled(word: str) -> str:
    """Return the known word nearest to the folded *word*; empty for none.

    A letter may change a stem by more than two (« numerique » is « numer », « numerzque » itself):
    what the engine knows nothing near, the tables may mend.
    """
    if is_ready():
        with suppress(Away):
            if spelled := spelling_of(near_stems(TEXTS, stem(word)), word, _texts_with):
                return spelled
    return nearest(word, _known, _texts_with)


def _known(stems: set[str]) -> set[str]:
    """Return those of *stems* that some source has."""
    first, *others = (source.known(stems) for source in SOURCES)
    return {found for (found,) in first.union(*others)} if stems else set()


def _texts_with(stem: str) -> Iterator[str]:
    """Yield texts of the site, one of which holds a word of this *stem*."""
    for source in SOURCES:
        yield from source.texts_with(stem)


def _shorter(text: str) -> Iterator[str]:
    """Yield *text* without one of its words, then each word alone."""
    words = [text[start:end] for start, end, _ in spans(text)][:MAX_WORDS]
    if len(words) < 2:
        return
    for dropped in reversed(range(len(words))):
        yield " ".join(words[:dropped] + words[dropped + 1 :])
    yield from (word for word in words if len(word) >= SHORTEST)
