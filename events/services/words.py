"""The words of events, as the agenda finds them (docs/decisions/0003-text-search.md)."""

from collections.abc import Iterator

from core.batches import by_key
from core.text.cleaning import plain_text
from core.text.index import TITLE_WEIGHT, replace_words
from core.write_lock import sharing_write_lock
from events.caches import agenda_cache
from events.models import EventPage, EventWord

KIND_WEIGHT = 6  # of the kind of event and of its themes: with the title, what it is about
WHERE_WEIGHT = 5


def index_event(event: EventPage) -> None:
    """Replace the indexed words of *event*, by which the agenda finds it."""
    replace_words(EventWord, [(event, weighted_texts(event))])


def index_all_events() -> int:
    """Index every published event again; return how many are."""
    number = 0
    for event in sharing_write_lock(by_key(EventPage.objects.live())):
        index_event(event)
        number += 1
    agenda_cache.invalidate()
    return number


def weighted_texts(event: EventPage) -> Iterator[tuple[str, int]]:
    """Yield what is told of *event*, and how much each tells."""
    yield event.title, TITLE_WEIGHT
    yield event.kind_label, KIND_WEIGHT
    for theme in event.themes.all():
        yield theme.name, KIND_WEIGHT
    place = event.place
    yield place.title, WHERE_WEIGHT
    yield place.commune.name, WHERE_WEIGHT
    yield event.summary, 3
    yield plain_text(event.body), 1
