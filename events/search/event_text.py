"""What people type in the box of the agenda, with the words of every day of the directory."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Q

from core.cache import IN_PROCESS
from core.listing.addresses import Pairs
from core.listing.counting import count_each
from core.listing.filters import AskedLabel, Filter, Loosening
from core.listing.params import SearchParams
from core.text.french import enumerate_french
from core.text.words import STEM_LENGTH
from directory.search.everyday import EverydayWords, everyday_words
from directory.search.place_text import Part, Parts, most_telling, split
from directory.search.sentences import sentence_of
from events.caches import agenda_cache
from events.models import EventPage, EventWord
from events.querysets import OccurrenceQuerySet
from events.services.words import KIND_WEIGHT


@dataclass(frozen=True)
class EventText:
    """What was typed, the parts of it that an event must answer, and those that none does."""

    typed: str
    parts: Parts = ()
    given_up: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.typed)

    @property
    def sought(self) -> str:
        """The words that are looked for, as they were written."""
        return " ".join(part.text for part in self.parts)

    @property
    def notices(self) -> list[str]:
        """What was changed of what was asked, in French."""
        if not self.given_up:
            return []
        dropped = enumerate_french([f"«\u00a0{text}\u00a0»" for text in self.given_up])
        return [
            "Aucun événement ne répond à tout\u00a0: voici ceux qui répondent à "
            f"«\u00a0{self.sought}\u00a0», sans tenir compte de {dropped}."
        ]


class EventTextFilter(Filter[EventText, OccurrenceQuerySet]):
    """Dates of the events that answer a text; a commune that it names says where."""

    params = ("q",)

    def read(self, params: SearchParams) -> EventText:
        typed = sentence_of(params).rest
        if not typed:
            return EventText("")
        return agenda_cache.get_or_compute("text", typed, lambda: _read(typed), alias=IN_PROCESS)

    def narrow(self, rows: OccurrenceQuerySet, value: EventText) -> OccurrenceQuerySet:
        words = everyday_words()
        for part in value.parts:
            events = EventPage.objects.filter(_condition(part, words))
            rows = rows.filter(event__in=events.order_by().values("pk"))
        return rows

    def query_pairs(self, value: EventText) -> Pairs:
        return [("q", value.typed)]

    def labels(self, value: EventText, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(f"«\u00a0{value.typed}\u00a0»", self.query_pairs(value))]

    def loosen(self, value: EventText) -> list[Loosening]:
        return [Loosening(f"Retirer «\u00a0{value.typed}\u00a0»", "q")]


def _read(typed: str) -> EventText:
    words = everyday_words()
    parts, _ = split(typed, words)
    conditions = {part: _condition(part, words) for part in parts}

    def numbers_of(choices: list[Parts]) -> list[int]:
        events = EventPage.objects.live()
        return count_each(
            [
                events.filter(reduce(and_, (conditions[part] for part in chosen)))
                for chosen in choices
            ]
        )

    kept = most_telling(parts, numbers_of)
    given_up = tuple(part.text for part in parts if part not in kept)
    return EventText(typed, kept, given_up)


def _condition(part: Part, words: EverydayWords) -> Q:
    """Return what *part* asks of an event: to hold its words, or to be about the same need."""
    held = [Q(pk__in=_events_with([stem])) for stem in dict.fromkeys(part.stems)]
    condition = reduce(and_, held)
    if part.meaning and part.meaning.need:
        about = _events_with(words.of_need(part.meaning.need), KIND_WEIGHT)
        condition |= Q(pk__in=about)
    return condition


def _events_with(stems: list[str] | frozenset[str], weight: int = 0) -> object:
    """Return the ids of the events that hold one of *stems*, in what weighs *weight* at least."""
    cut = sorted(stem[:STEM_LENGTH] for stem in stems)
    return EventWord.objects.filter(stem__in=cut, weight__gte=weight).order_by().values("event")
