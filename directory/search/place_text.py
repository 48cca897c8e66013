"""What people type in the box of the directory, as words of sheets and as needs.

A phrase is cut into parts: a wording of every day (``everyday``), or a word that sheets must hold.
Where no place answers them all, the most telling ones are kept; a word that nobody knows is
replaced by the nearest one. Both are said to the visitor: see ``PlaceText.notices``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations
from operator import add, or_

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from core.cache import IN_PROCESS
from core.listing.counting import count_each
from core.text.french import enumerate_french
from core.text.spelling import (
    LEAST_LIKE,
    MENDED_LENGTHS,
    edits,
    likeliest,
    likeness,
    neighbours,
    spelled_in,
)
from core.text.words import fold, spans
from directory.caches import directory_cache
from directory.guide.need import Need
from directory.models import PlacePage, PlaceWord
from directory.querysets import PlaceQuerySet
from directory.services.words import weighted_texts

from .everyday import EverydayWords, Meaning, everyday_words
from .needs import RECEIVES_NOBODY, holders

SURE_WEIGHT = 6  # of a term that answers, beside the weights of words
MAX_PARTS = 5  # of which some may be given up: each choice is counted


@dataclass(frozen=True)
class Part:
    """A word, or a wording of several, as it was typed; ``meaning`` is what answers it, if any."""

    text: str
    stems: tuple[str, ...]
    meaning: Meaning | None = None

    def condition(self) -> Q:
        """The places that answer: by their words, or by their terms."""
        held = PlacePage.objects.all().ids_holding(self.stems)
        if self.meaning is None:
            return held
        terms = Q(pk__in=holders((*self.meaning.sure, *self.meaning.likely)))
        if self.meaning.need:  # who receives nobody answers no need
            terms &= ~Q(pk__in=holders([RECEIVES_NOBODY]))
        return held | terms

    def is_sure(self) -> Q:
        """Those of them that say so."""
        held = PlacePage.objects.all().ids_holding(self.stems)
        return held | Q(pk__in=holders(self.meaning.sure)) if self.meaning else held


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class PlaceText:
    """What was typed, and what is looked for; false when it holds no telling word.

    Attributes:
        typed: the text, as the address says it again.
        parts: what a place must answer.
        welcome: stems that only bring a place higher.
        mended: a word that nobody knows, and the one that is looked for.
        given_up: what no place answers beside the rest.
    """

    typed: str
    parts: tuple[Part, ...] = ()
    welcome: tuple[str, ...] = ()
    mended: tuple[str, str] | None = None
    given_up: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.typed)

    @property
    def need(self) -> Need | None:
        """The need that the text says first, if any."""
        needs = (part.meaning.need for part in self.parts if part.meaning)
        return next(filter(None, needs), None)

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
                f"Aucun lieu ne connaît «\u00a0{typed}\u00a0»\u00a0: voici les résultats pour "
                f"«\u00a0{known}\u00a0»."
            )
        if self.given_up:
            dropped = enumerate_french([f"«\u00a0{text}\u00a0»" for text in self.given_up])
            found.append(
                f"Aucun lieu ne répond à tout\u00a0: voici ceux qui répondent à "
                f"«\u00a0{self.sought}\u00a0», sans tenir compte de {dropped}."
            )
        return found

    def narrow(self, places: PlaceQuerySet) -> PlaceQuerySet:
        """Keep of *places* those that answer, with their ``relevance``.

        ``doubt`` is 0 for those that say that they answer, more for those that only may.
        """
        plain = [stem for part in self.parts if not part.meaning for stem in part.stems]
        meant = [part for part in self.parts if part.meaning]
        welcome = [*(stem for part in meant for stem in part.stems), *self.welcome]
        rows = places.holding(plain, welcome)
        for part in meant:
            rows = rows.filter(part.condition())
        if not meant:
            return rows  # type: ignore[return-value]
        doubts: list[Combinable] = [_one_unless(part.is_sure()) for part in meant]
        sure = reduce(or_, (Q(pk__in=holders(meaning.sure)) for meaning in self.meanings))
        weight = Case(When(sure, then=Value(SURE_WEIGHT)), default=Value(0))
        return rows.annotate(doubt=reduce(add, doubts), relevance=F("relevance") + weight)


def _one_unless(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())


def read_place_text(typed: str) -> PlaceText:
    """Return what *typed* looks for; the same for all who type it, until a sheet changes."""
    if not typed:
        return PlaceText("")
    return directory_cache.get_or_compute("text", typed, lambda: _read(typed), alias=IN_PROCESS)


def _read(typed: str) -> PlaceText:
    words = everyday_words()
    text, mended = _mended(typed, words)
    parts, welcome = split(text, words)
    kept = most_telling(parts, _numbers_of_places)
    given_up = tuple(part.text for part in parts if part not in kept)
    return PlaceText(typed, kept, welcome, mended, given_up)


def split(text: str, words: EverydayWords) -> tuple[tuple[Part, ...], tuple[str, ...]]:
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
    """Yield the longest wordings of every day, from the left, and the words between them."""
    found = list(spans(text))
    index = 0
    while index < len(found):
        for length in range(min(words.longest, len(found) - index), 0, -1):
            run = found[index : index + length]
            key = tuple(stem for _, _, stem in run)
            if length == 1 or key in words.meanings:
                yield Part(text[run[0][0] : run[-1][1]], key, words.meanings.get(key))
                index += length
                break


def _mended(text: str, words: EverydayWords) -> tuple[str, tuple[str, str] | None]:
    """Return *text* with its first unknown word replaced by one a letter away, and both."""
    found = list(spans(text))
    beside = words.asking | words.places | words.stems
    strange = {stem for _, _, stem in found} - beside
    strange -= _known(strange)
    for start, end, stem in found:
        if stem not in strange:
            continue
        word = fold(text[start:end])
        if spelled := _nearest_everyday(word, words) or _nearest_of_sheets(word):
            return f"{text[:start]}{spelled}{text[end:]}", (text[start:end], spelled)
    return text, None


def _known(stems: set[str]) -> set[str]:
    """Return those of *stems* that some sheet holds."""
    if not stems:
        return set()
    held = PlaceWord.objects.filter(stem__in=stems).order_by()
    return set(held.values_list("stem", flat=True).distinct())


def _nearest_everyday(word: str, words: EverydayWords) -> str:
    """Return the word of a wording that one letter makes of the folded *word*, if any."""
    if len(word) not in MENDED_LENGTHS:
        return ""
    near = {edited for edited in edits(word) if edited in words.spelled}
    best = max(sorted(near), key=lambda edited: likeness(edited, word), default="")
    return words.spelled.get(best, "")


def _nearest_of_sheets(word: str) -> str:
    """Return the word of a sheet that one letter makes of the folded *word*, if any."""
    stem = likeliest(_known(neighbours(word)), word)
    held = PlaceWord.objects.filter(stem=stem).select_related("place__commune__departement")
    found = held.order_by("-weight", "pk").first() if stem else None
    if found is None:
        return ""
    spelled = spelled_in((text for text, _ in weighted_texts(found.place)), stem)
    # A stem may be near, and its word far.
    return spelled if likeness(fold(spelled), word) >= LEAST_LIKE else ""


def most_telling(parts: Parts, numbers_of: Callable[[list[Parts]], list[int]]) -> Parts:
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


def _numbers_of_places(choices: list[Parts]) -> list[int]:
    places = PlacePage.objects.published()
    return count_each([_all_of(chosen, places) for chosen in choices])


def _tells(choice: tuple[Parts, int]) -> tuple[int, int]:
    """Rank a choice of parts, with the number of places that answer them."""
    parts, number = choice
    return sum(bool(part.meaning) for part in parts), -number


def _all_of(parts: Parts, places: PlaceQuerySet) -> PlaceQuerySet:
    for part in parts:
        places = places.filter(part.condition())
    return places
