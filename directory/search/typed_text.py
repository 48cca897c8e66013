"""What people type in a box, cut into parts that what is listed must answer.

A part is a wording of every day (``everyday``), or a word that must be held. Where nothing answers
them all, the most telling ones are kept; a word that nobody knows is replaced by the nearest one.
Both are said to the visitor: see ``TypedText.notices``. The directory reads what is typed so, and
the agenda, each with its own table of words.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import combinations
from typing import Any, ClassVar, Self

from django.db.models import QuerySet

from core.cache import IN_PROCESS, VersionedCache
from core.listing.addresses import Pairs
from core.listing.counting import count_each
from core.listing.filters import AskedLabel, Filter, Loosening, Rows
from core.listing.params import SearchParams
from core.text.french import enumerate_french
from core.text.index import IndexedWord
from core.text.matching import MAX_WORDS
from core.text.spelling import most_like, nearest
from core.text.words import STEM_LENGTH, fold, spans
from directory.guide.need import Need

from .everyday import EverydayWords, Meaning, everyday_words
from .sentences import sentence_of

MAX_PARTS = 5  # of which some may be given up: each choice is counted


@dataclass(frozen=True)
class Part:
    """A word, or a wording of several, as it was typed; ``meaning`` is what answers it, if any."""

    text: str
    stems: tuple[str, ...]
    meaning: Meaning | None = None


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class TypedText(ABC):
    """What was typed, and what is looked for; false when nothing was typed.

    Attributes:
        typed: the text, as the address says it again.
        parts: what must be answered.
        welcome: stems that only bring higher what holds them.
        mended: a word that nobody knows, and the one that is looked for.
        given_up: what nothing answers beside the rest.
        noun: one of the things that are listed, in French.
        cache: what keeps the texts read until something that is listed changes.
        words: the table of the words by which they are found.
        listed: the field of that table that leads to them.
    """

    typed: str = ""
    parts: Parts = ()
    welcome: tuple[str, ...] = ()
    mended: tuple[str, str] | None = None
    given_up: tuple[str, ...] = ()

    noun: ClassVar[str]
    cache: ClassVar[VersionedCache]
    words: ClassVar[type[IndexedWord]]
    listed: ClassVar[str]

    def __bool__(self) -> bool:
        return bool(self.typed)

    @classmethod
    def read(cls, typed: str) -> Self:
        """Return what *typed* looks for: the same for all who type it, until something changes."""
        if not typed:
            return cls()
        return cls.cache.get_or_compute("text", typed, lambda: cls._read(typed), alias=IN_PROCESS)

    @classmethod
    def _read(cls, typed: str) -> Self:
        words = everyday_words()
        text, mended = cls._mended(typed, words)
        parts, welcome = split(text, words)
        kept = _most_telling(parts, cls.numbers_of)
        given_up = tuple(part.text for part in parts if part not in kept)
        return cls(typed, kept, welcome, mended, given_up)

    def among(self, rows: "QuerySet[Any, Any]", where: Hashable) -> Self:
        """Return the same text with the parts that some of *rows* answer together.

        Args:
            where: what *rows* are those of, told from others.
        """
        if len(self.parts) < 2:
            return self
        asked = self.typed, where
        read = partial(self._among, rows)
        return self.cache.get_or_compute("text-among", asked, read, alias=IN_PROCESS)

    def _among(self, rows: "QuerySet[Any, Any]") -> Self:
        def numbers_of(choices: list[Parts]) -> list[int]:
            return count_each([replace(self, parts=parts).narrow_few(rows) for parts in choices])

        kept = _most_telling(self.parts, numbers_of)
        left = tuple(part.text for part in self.parts if part not in kept)
        return replace(self, parts=kept, given_up=(*self.given_up, *left))

    @abstractmethod
    def narrow(self, rows: Any) -> Any:
        """Keep of *rows* those that answer."""

    def narrow_few(self, rows: Any) -> Any:
        """Do the same where *rows* are few beside all that is listed."""
        return self.narrow(rows)

    @classmethod
    @abstractmethod
    def numbers_of(cls, choices: list[Parts]) -> list[int]:
        """Count how many things answer each of *choices*."""

    @classmethod
    @abstractmethod
    def texts_with(cls, stem: str) -> Iterable[str]:
        """Return texts, one of which holds a word of this *stem* as it is spelled."""

    @classmethod
    def holding(cls, stems: Sequence[str]) -> "QuerySet[Any, Any]":
        """Return the ids of what holds every one of *stems*."""
        first, *others = dict.fromkeys(stem[:STEM_LENGTH] for stem in stems)
        rows = cls.words._default_manager.filter(stem=first)
        for stem in others:
            held = cls.words._default_manager.filter(stem=stem)
            rows = rows.filter(**{f"{cls.listed}__in": held.values(cls.listed)})
        return rows.values(cls.listed)

    @property
    def need(self) -> Need | None:
        """The need that the text says first, if any."""
        return next((meaning.need for meaning in self.meanings if meaning.need), None)

    @property
    def meanings(self) -> list[Meaning]:
        return [part.meaning for part in self.parts if part.meaning]

    @cached_property
    def sought(self) -> str:
        """The words that are looked for, as they are written."""
        return " ".join(part.text for part in self.parts)

    @property
    def notices(self) -> list[str]:
        """What was changed of what was asked, in French."""
        found = []
        if self.mended:
            typed, known = self.mended
            found.append(
                f"Aucun {self.noun} ne répond à «\u00a0{typed}\u00a0»\u00a0: voici les résultats "
                f"pour «\u00a0{known}\u00a0»."
            )
        if self.given_up:
            dropped = enumerate_french([f"«\u00a0{text}\u00a0»" for text in self.given_up])
            found.append(
                f"Aucun {self.noun} ne répond à tout\u00a0: voici ceux qui répondent à "
                f"«\u00a0{self.sought}\u00a0», sans tenir compte de {dropped}."
            )
        return found

    @classmethod
    def _mended(cls, text: str, words: EverydayWords) -> tuple[str, tuple[str, str] | None]:
        """Return *text* with its first unknown word replaced by one a letter away, and both."""
        found = list(spans(text))
        beside = words.asking | words.places | words.stems
        strange = {stem for _, _, stem in found} - beside
        strange -= cls._known(strange)
        for start, end, stem in found:
            if stem not in strange:
                continue
            word = fold(text[start:end])
            everyday = words.spelled.get(most_like(words.spelled, word), "")
            if spelled := everyday or nearest(word, cls._known, cls.texts_with):
                return f"{text[:start]}{spelled}{text[end:]}", (text[start:end], spelled)
        return text, None

    @classmethod
    def _known(cls, stems: set[str]) -> set[str]:
        """Return those of *stems* that something listed holds."""
        held = cls.words._default_manager.filter(stem__in=stems).order_by()
        return set(held.values_list("stem", flat=True).distinct()) if stems else set()


class TextFilter(Filter[TypedText, Rows]):
    """What answers a text; a commune that it names says where, unless a parameter does."""

    params = ("q",)
    missed = 1

    def __init__(self, kind: type[TypedText]) -> None:
        self.kind = kind

    def read(self, params: SearchParams) -> TypedText:
        return self.kind.read(sentence_of(params).rest)

    def narrow(self, rows: Rows, value: TypedText) -> Rows:
        narrowed: Rows = value.narrow(rows)
        return narrowed

    def query_pairs(self, value: TypedText) -> Pairs:
        return [("q", value.typed)]

    def labels(self, value: TypedText, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(f"«\u00a0{value.typed}\u00a0»", self.query_pairs(value))]

    def loosen(self, value: TypedText) -> list[Loosening]:
        return [Loosening(f"Retirer «\u00a0{value.typed}\u00a0»", "q", missed=self.missed)]


def split(text: str, words: EverydayWords) -> tuple[Parts, tuple[str, ...]]:
    """Cut *text* into what must be answered, and the stems that are only welcome."""
    parts = list(dict.fromkeys(_parts(text, words)))
    beside = words.asking
    if any(part.meaning for part in parts):
        beside |= words.places
    needed = tuple(part for part in parts if part.meaning or not beside.issuperset(part.stems))
    if not needed:
        return tuple(parts), ()
    return needed, tuple(part.stems[0] for part in parts if part not in needed)


def _parts(text: str, words: EverydayWords) -> Iterator[Part]:
    """Yield the longest wordings of every day, from the left, and the words between them.

    Words beyond ``MAX_WORDS`` are not read.
    """
    found = list(spans(text))[:MAX_WORDS]
    index = 0
    while index < len(found):
        for length in range(min(words.longest, len(found) - index), 0, -1):
            run = found[index : index + length]
            key = tuple(stem for _, _, stem in run)
            if length == 1 or key in words.meanings:
                yield Part(text[run[0][0] : run[-1][1]], key, words.meanings.get(key))
                index += length
                break


def _most_telling(parts: Parts, numbers_of: Callable[[list[Parts]], list[int]]) -> Parts:
    """Return the most of *parts* that are answered together; all where none of them is.

    Of as many, those that have a meaning, then those that the fewest things answer.

    Args:
        numbers_of: counts how many things answer each choice of parts.
    """
    if len(parts) < 2 or numbers_of([parts])[0]:
        return parts
    telling = sorted(parts, key=lambda part: part.meaning is None)[:MAX_PARTS]
    tried = tuple(part for part in parts if part in telling)
    for size in range(min(len(tried), len(parts) - 1), 0, -1):
        choices = list(combinations(tried, size))
        answered = [pair for pair in zip(choices, numbers_of(choices), strict=True) if pair[1]]
        if answered:
            return max(answered, key=_tells)[0]
    return parts


def _tells(choice: tuple[Parts, int]) -> tuple[int, int]:
    """Rank a choice of parts, with the number of things that answer them."""
    parts, number = choice
    return sum(bool(part.meaning) for part in parts), -number
