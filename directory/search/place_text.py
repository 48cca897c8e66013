"""What people type in the box of the directory, as words of sheets and as needs."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from core.listing.counting import count_each
from core.text.words import STEM_LENGTH
from directory.caches import directory_cache
from directory.models import PlacePage, PlaceWord
from directory.querysets import PlaceQuerySet
from directory.services.words import weighted_texts

from .needs import RECEIVES_NOBODY, holders
from .typed_text import Part, Parts, TypedText

SURE_WEIGHT = 6  # of a term that answers, beside the weights of words


class PlaceText(TypedText):
    """A text that places answer by their words, or by their terms."""

    noun = "lieu"
    cache = directory_cache
    words = PlaceWord
    listed = "place"

    def narrow(self, rows: PlaceQuerySet) -> PlaceQuerySet:
        """Keep of *rows* those that answer."""
        for part in self.parts:
            rows = rows.filter(pk__in=self._answering(part))
        return rows

    def narrow_few(self, rows: PlaceQuerySet) -> PlaceQuerySet:
        """Keep of *rows* those that answer, asked of each: the list of all is never made."""
        for part in self.parts:
            rows = rows.filter(_holds(part) | _says(part))
        return rows

    def ranked(self, rows: PlaceQuerySet) -> PlaceQuerySet:
        """Return *rows*, which answer, with their ``relevance``, and with ``doubt`` for meanings.

        ``doubt`` is 0 for those that say that they answer, more for those that only may.
        """
        stems = [*(stem for part in self.parts for stem in part.stems), *self.welcome]
        weighed = list(dict.fromkeys(stems))
        found = rows.weighing(weighed)
        if not self.meanings:
            return found  # type: ignore[return-value]
        doubts: list[Combinable] = [
            Case(
                When(_all_weigh(map(weighed.index, part.stems)), then=Value(0)),
                When(pk__in=holders(part.meaning.sure), then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            )
            for part in self.parts
            if part.meaning
        ]
        sure = [clue for meaning in self.meanings for clue in meaning.sure]
        weight = Case(When(pk__in=holders(sure), then=Value(SURE_WEIGHT)), default=Value(0))
        return found.annotate(doubt=reduce(add, doubts), relevance=F("relevance") + weight)

    @classmethod
    def numbers_of(cls, choices: list[Parts]) -> list[int]:
        places = PlacePage.objects.published()
        return count_each([cls(parts=parts).narrow(places) for parts in choices])

    @classmethod
    def texts_with(cls, stem: str) -> Iterable[str]:
        held = PlaceWord.objects.filter(stem=stem).select_related("place__commune__departement")
        word = held.order_by("-weight", "pk").first()
        return (text for text, _ in weighted_texts(word.place)) if word else ()

    @classmethod
    def _answering(cls, part: Part) -> "QuerySet[Any, Any]":
        """Return the ids of the places that answer *part*: by their words, or by their terms."""
        if part.meaning is None:
            return cls.holding(part.stems)
        terms = holders((*part.meaning.sure, *part.meaning.likely))
        if part.meaning.need:  # who receives nobody answers no need
            terms = terms.exclude(placepage__in=holders([RECEIVES_NOBODY]))
        # One list: where « or » joins two, a database looks twice for each place.
        return cls.holding(part.stems).union(terms, all=True)


def _holds(part: Part) -> Q:
    """The condition that a place holds *part*."""
    words = PlaceWord.objects.filter(place=OuterRef("pk")).order_by()
    return Q(*(Q(Exists(words.filter(stem=stem[:STEM_LENGTH]))) for stem in part.stems))


def _says(part: Part) -> Q:
    """The condition that a place answers *part* by its terms."""
    if part.meaning is None:
        return Q(pk__in=[])
    terms = holders((*part.meaning.sure, *part.meaning.likely)).filter(placepage=OuterRef("pk"))
    said = Q(Exists(terms))
    if part.meaning.need:  # who receives nobody answers no need
        said &= ~Q(Exists(holders([RECEIVES_NOBODY]).filter(placepage=OuterRef("pk"))))
    return said


def _all_weigh(numbers: Iterable[int]) -> Q:
    """The condition that a row holds the stems that ``weighing`` counted as *numbers*."""
    return Q(**{f"weight_{number}__gt": 0 for number in numbers})
