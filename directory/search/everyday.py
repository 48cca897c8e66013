"""The words of every day and what answers them: those of the file, and those that the team adds."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.db.models import BooleanField, Value

from core.text.words import fold, spans, stems
from directory.caches import directory_cache
from directory.guide.need import Clue, Need, Reason, reasons_in
from directory.guide.needs import BY_SLUG as NEEDS
from directory.models import EverydayWord, Term, Vocabulary

FILE = Path(__file__).resolve().parents[1] / "guide" / "everyday_words.toml"
NEED, ANY = "besoin", "*"  # the table of the needs in the file, and any value of a table
ACCOMPANYING = "accompanying"

Key = tuple[str, ...]  # the stems of a wording


@dataclass(frozen=True)
class Meaning:
    """What answers a wording: surely or likely, as for a need, which it often is."""

    sure: tuple[Clue, ...]
    likely: tuple[Clue, ...] = ()
    need: Need | None = None

    def reasons(self, terms: Iterable[tuple[str, str]]) -> list[Reason]:
        """Return why a place with these *terms* answers: see ``Need.reasons``."""
        return reasons_in((self.sure, self.likely), terms)


@dataclass(frozen=True)
class EverydayWords:
    """All that is known of them.

    Attributes:
        meanings: what answers each wording.
        spelled: each folded word of a wording, as it is written.
        stems: those of all these words.
        asking: stems with which people ask, whatever they ask.
        places: stems that name any place, beside a word that has a meaning.
    """

    meanings: dict[Key, Meaning]
    spelled: dict[str, str]
    stems: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    longest: int = field(default=1)  # words of a wording

    def of_need(self, need: Need) -> frozenset[str]:
        """Return the stems of the wordings of one word that lead to *need*."""
        alone = ((key[0], meaning) for key, meaning in self.meanings.items() if len(key) == 1)
        return frozenset(stem for stem, meaning in alone if meaning.need == need)


@dataclass
class _Targets:
    """What a wording leads to, while the tables are read."""

    needs: list[str] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)


def everyday_words() -> EverydayWords:
    """Return them, read again when the team or the closed lists change."""
    return directory_cache.get_or_compute("everyday", (), _read)


@lru_cache(maxsize=1)
def file_of_words() -> dict[str, dict[str, list[str]]]:
    """Return the tables of the file as they are written."""
    return tomllib.loads(FILE.read_text("utf-8"))


def _read() -> EverydayWords:
    labels, added = _stored()
    found: defaultdict[Key, _Targets] = defaultdict(_Targets)
    spelled: dict[str, str] = {}
    for wording, vocabulary, value in (*added, *_wordings_of_the_file()):
        key = tuple(stems(wording))
        if not key:
            continue
        for start, end, _ in spans(wording):
            word = wording[start:end].lower()
            spelled.setdefault(fold(word), word)
        if vocabulary == NEED:
            found[key].needs.append(value)
        else:
            wanted = [pair for pair in labels if pair[0] == vocabulary and value in (ANY, pair[1])]
            found[key].terms += wanted
    accompanying = file_of_words()[ACCOMPANYING]
    return EverydayWords(
        {key: _meaning(targets, labels) for key, targets in found.items()},
        spelled,
        frozenset(stem for key in found for stem in key),
        asking=_stems_of(accompanying["asking"]),
        places=_stems_of(accompanying["places"]),
        longest=max(map(len, found), default=1),
    )


Wording = tuple[str, str, str]  # with the list and the value that it leads to


def _stored() -> tuple[dict[tuple[str, str], str], list[Wording]]:
    """Return the labels of the terms and the wordings of the team, in one query."""
    terms = Term.objects.annotate(own=Value(False, BooleanField()))
    words = EverydayWord.objects.annotate(own=Value(True, BooleanField()))
    rows = terms.order_by().values_list("own", "vocabulary", "slug", "plain_label", "label")
    asked = words.order_by().values_list(
        "own", "terms__vocabulary", "terms__slug", "wording", "need"
    )
    labels, wordings = {}, []
    for own, vocabulary, slug, text, other in rows.union(asked, all=True):
        if not own:
            labels[vocabulary, slug] = text or other
            continue
        if other:
            wordings.append((text, NEED, other))
        if slug:
            wordings.append((text, vocabulary, slug))
    return labels, wordings


def _wordings_of_the_file() -> Iterator[Wording]:
    for vocabulary, values in file_of_words().items():
        if vocabulary == ACCOMPANYING:
            continue
        for value, wordings in values.items():
            for wording in wordings:
                yield wording, vocabulary, value


def _meaning(targets: _Targets, labels: dict[tuple[str, str], str]) -> Meaning:
    """Make one of all that a wording leads to; the first need names it."""
    needs = [NEEDS[slug] for slug in dict.fromkeys(targets.needs) if slug in NEEDS]
    terms = [
        Clue(Vocabulary(vocabulary), slug, f"Ce lieu l’indique\u00a0: {labels[vocabulary, slug]}.")
        for vocabulary, slug in dict.fromkeys(targets.terms)
    ]
    return Meaning(
        sure=(*(clue for need in needs for clue in need.sure), *terms),
        likely=tuple(clue for need in needs for clue in need.likely),
        need=needs[0] if needs else None,
    )


def _stems_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in stems(word))
