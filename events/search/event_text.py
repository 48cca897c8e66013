"""What people type in the box of the agenda, with the words of every day of the directory."""

from collections.abc import Iterable
from functools import reduce
from operator import and_

from django.db.models import Q

from core.listing.counting import count_each
from core.text.words import STEM_LENGTH
from directory.search.everyday import everyday_words
from directory.search.typed_text import Part, Parts, TypedText
from events.caches import agenda_cache
from events.models import EventPage, EventWord
from events.querysets import OccurrenceQuerySet
from events.services.words import KIND_WEIGHT, weighted_texts


class EventText(TypedText):
    """A text that events answer by their words, or by being about the same need."""

    noun = "événement"
    cache = agenda_cache
    words = EventWord
    listed = "event"

    def narrow(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Keep of *rows* the dates of the events that answer."""
        for part in self.parts:
            events = EventPage.objects.filter(self._condition(part)).order_by()
            rows = rows.filter(event__in=events.values("pk"))
        return rows

    def events(self) -> Iterable[int]:
        """Return the ids of the events that answer."""
        asked = reduce(and_, map(self._condition, self.parts))
        return EventPage.objects.filter(asked).order_by().values_list("pk", flat=True)

    @classmethod
    def numbers_of(cls, choices: list[Parts]) -> list[int]:
        conditions = {part: cls._condition(part) for parts in choices for part in parts}
        events = EventPage.objects.live()
        return count_each(
            [events.filter(reduce(and_, map(conditions.__getitem__, parts))) for parts in choices]
        )

    @classmethod
    def texts_with(cls, stem: str) -> Iterable[str]:
        held = EventWord.objects.filter(stem=stem).select_related("event")
        word = held.order_by("-weight", "pk").first()
        return (text for text, _ in weighted_texts(word.event)) if word else ()

    @classmethod
    def _condition(cls, part: Part) -> Q:
        held = Q(pk__in=cls.holding(part.stems))
        if part.meaning is None or part.meaning.need is None:
            return held
        stems = sorted(stem[:STEM_LENGTH] for stem in everyday_words().of_need(part.meaning.need))
        about = EventWord.objects.filter(stem__in=stems, weight__gte=KIND_WEIGHT).order_by()
        return held | Q(pk__in=about.values("event"))
