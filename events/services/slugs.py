"""The end of the address of an event, whoever writes it."""

from itertools import count

from core.pages.routing import reserved_slugs
from core.text.words import slug_of
from directory.models import PlacePage

LONGEST = 60  # characters


def free_slug(title: str, place: PlacePage) -> str:
    """Return the end of the address of the event *title*, which no page of *place* has."""
    base = slug_of(title)[:LONGEST].strip("-") or "evenement"
    taken = reserved_slugs(PlacePage) | set(
        place.get_children().filter(slug__startswith=base).values_list("slug", flat=True)
    )
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
