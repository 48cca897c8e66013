"""What events hold several of: their themes and their audiences."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import BooleanField, Value

from directory.models import Vocabulary
from events.caches import agenda_cache
from events.models import EventTheme

from .closed_lists import EventTerm

BySlug = defaultdict[int, set[str]]


@dataclass
class Attributes:
    """Slugs, by event."""

    themes: BySlug = field(default_factory=lambda: defaultdict(set))
    audiences: BySlug = field(default_factory=lambda: defaultdict(set))


def attributes() -> Attributes:
    """Return what all events hold, read in one query."""
    return agenda_cache.get_or_compute("attributes", (), _read)


def _read() -> Attributes:
    terms = EventTerm.objects.filter(term__vocabulary=Vocabulary.AUDIENCE).order_by()
    rows = (
        EventTheme.objects.order_by()
        .annotate(is_theme=Value(True, BooleanField()))
        .values_list("content_object_id", "tag__slug", "is_theme")
        .union(
            terms.annotate(is_theme=Value(False, BooleanField())).values_list(
                "eventpage_id", "term__slug", "is_theme"
            ),
            all=True,
        )
    )
    found = Attributes()
    for event, slug, is_theme in rows:
        (found.themes if is_theme else found.audiences)[event].add(slug)
    return found
