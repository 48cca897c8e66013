"""What the addresses of the managers' space are about."""

from typing import Any

from tests.events.registrations import event_with_seats, registered
from tests.factories import PlacePageFactory


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place = PlacePageFactory()
    date = event_with_seats(place=place).occurrences.get()
    return {
        "managed place": place,
        "espace.place": place.pk,
        "espace.date": date.pk,
        "espace.registration": registered(date).pk,
    }
