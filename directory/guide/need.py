"""What a need is. The needs themselves are in ``needs``."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.models.vocabulary import Vocabulary


@dataclass(frozen=True)
class Clue:
    """A term of a sheet that answers a need, and the sentence that says so to the visitor."""

    vocabulary: Vocabulary
    slug: str
    sentence: str


@dataclass(frozen=True)
class Reason:
    """A sentence about a place: something that ``fits`` what is asked, or that is to be known."""

    text: str
    fits: bool = True


@dataclass(frozen=True)
class Need:
    """Something that people come for.

    Attributes:
        slug: what the address carries.
        label: as the visitor would say it, after « J’ai besoin de… » (« Imprimer… »).
        purpose: the same said to the visitor, after « pour » (« imprimer… »).
        icon: name in ``static/img/icons.svg``.
        group: title of the list it stands in.
        sure: terms with which a place says that it answers.
        likely: terms with which it may well do so; the sentence says to ask.
        bring: what to bring along, in one sentence; empty when nothing is needed.
    """

    slug: str
    label: str
    purpose: str
    icon: str
    group: str
    sure: tuple[Clue, ...]
    likely: tuple[Clue, ...] = ()
    bring: str = ""

    def reasons(self, terms: Iterable[tuple[str, str]]) -> list[Reason]:
        """Return why a place with these *terms* (list, slug) answers: what is sure, else likely.

        Empty when nothing of the sheet says so. A sentence is said once.
        """
        return reasons_in((self.sure, self.likely), terms)


def reasons_in(
    levels: tuple[tuple[Clue, ...], tuple[Clue, ...]], terms: Iterable[tuple[str, str]]
) -> list[Reason]:
    """Return why a place with these *terms* answers, of the first of *levels* (sure, likely)."""
    held = set(terms)
    for number, level in enumerate(levels):
        found = [clue.sentence for clue in level if (clue.vocabulary, clue.slug) in held]
        if found:
            return [Reason(text, fits=number == 0) for text in dict.fromkeys(found)]
    return []
