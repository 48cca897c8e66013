"""Words that one letter mends: what people meant when nobody knows what they typed."""

import string
from collections.abc import Callable, Container, Iterable, Iterator
from difflib import SequenceMatcher

from core.text.words import fold, spans, stem

LEAST_LIKE = 0.8  # of a word and the one proposed for it, as difflib says
MENDED_LENGTHS = range(4, 21)  # letters of a word that one letter may mend


def neighbours(word: str) -> set[str]:
    """Return the stems of all that one letter changes of the folded *word*."""
    if len(word) not in MENDED_LENGTHS or " " in word:
        return set()
    return {stem(edited) for edited in _mistyped(word)}


def edits(word: str) -> Iterator[str]:
    """Yield *word* with one letter added, lost, wrong, or swapped with the next one."""
    for index in range(len(word) + 1):
        before, after = word[:index], word[index:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]


def _mistyped(word: str) -> Iterator[str]:
    """Yield what people may have meant by *word*: they know how it begins.

    What differs from a word by its first letter is mostly another word (« dessin », « bessin »).
    """
    return (edited for edited in edits(word) if edited[:1] == word[:1])


def most_like(known: Container[str], word: str) -> str:
    """Return which of the words *known* one letter makes of the folded *word*; empty for none."""
    if len(word) not in MENDED_LENGTHS:
        return ""
    near = {edited for edited in _mistyped(word) if edited in known}
    return max(sorted(near), key=lambda edited: likeness(edited, word), default="")


def nearest(
    word: str,
    known: Callable[[set[str]], set[str]],
    texts_with: Callable[[str], Iterable[str]],
) -> str:
    """Return the word of some text that one letter makes of the folded *word*; empty for none.

    Args:
        known: keeps of some stems those that a text holds.
        texts_with: returns texts, one of which holds a word of a stem.
    """
    return spelling_of(known(neighbours(word)), word, texts_with)


def spelling_of(
    candidates: Iterable[str], word: str, texts_with: Callable[[str], Iterable[str]]
) -> str:
    """Return the word that is most like the folded *word*, of those whose stems are *candidates*.

    Empty where none is like it enough.
    """
    wanted = likeliest(candidates, word)
    spelled = spelled_in(texts_with(wanted), wanted) if wanted else ""
    # A stem may be near, and its word far.
    return spelled if likeness(fold(spelled), word) >= LEAST_LIKE else ""


def likeliest(candidates: Iterable[str], word: str) -> str:
    """Return the stem most like that of the folded *word*; empty without any."""
    return max(sorted(candidates), key=lambda found: likeness(found, stem(word)), default="")


def likeness(one: str, other: str) -> float:
    """Return how much two words are alike, from 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()


def spelled_in(texts: Iterable[str], wanted: str) -> str:
    """Return a word of the *wanted* stem as one of *texts* spells it; empty where none does."""
    for text in texts:
        for start, end, found in spans(text):
            if found == wanted:
                return text[start:end].lower()
    return ""
