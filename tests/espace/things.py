"""What the addresses of the managers' space are about."""

from typing import Any

from tests.factories import EventPageFactory, PlacePageFactory


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place = PlacePageFactory()
    event = EventPageFactory(place=place)
    return {
        "managed place": place,
        "espace.place": place.pk,
        "espace.event": event.pk,
        "espace.date": event.occurrences.get().pk,
        "espace.deed": "annuler",
    }
