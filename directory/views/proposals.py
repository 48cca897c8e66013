"""What to propose when nothing fits: the nearest places, and the filters to drop."""

from datetime import datetime
from typing import Any

from core.listing.addresses import address
from core.listing.counting import count_each
from core.listing.search import Looser
from directory.models import PlacePage
from directory.search.near import Near
from directory.search.places import PlaceSearch

from .cards import PlaceCard, cards_of

NEAREST = 3
# What to give up first, and last: all else, between the two, is a closer match to what is sought.
LEAST_MISSED = ("rayon", "ouvert", "besoin")
MOST_MISSED = ("q", "commune")


def proposals_for(search: PlaceSearch, here: str, base: str, moment: datetime) -> dict[str, Any]:
    """Return the ``nearest`` places, whatever the filters, and ``drops``: what to give up.

    Each drop tells how many places it would bring; those that bring none are left out. Where no
    single one helps, all is to be given up at once. *here* is the address of the page that lists
    them, *base* that of the directory.
    """
    looser = sorted(search.looser(), key=_missed)
    numbers = count_each([each.search.places() for each in looser])
    drops = [
        {
            "label": f"{each.label} ({number} lieu{'x' if number > 1 else ''})",
            "url": address(here, each.search.pairs),
        }
        for each, number in zip(looser, numbers, strict=True)
        if number
    ]
    return {
        "nearest": _nearest(search.near, base, moment),
        "drops": drops or [{"label": "Voir tous les lieux", "url": here}],
    }


def _missed(looser: Looser) -> int:
    """Return how much a visitor misses what is given up, compared with the rest."""
    if looser.param in LEAST_MISSED:
        return LEAST_MISSED.index(looser.param) - len(LEAST_MISSED)
    return MOST_MISSED.index(looser.param) + 1 if looser.param in MOST_MISSED else 0


def _nearest(near: Near, base: str, moment: datetime) -> list[PlaceCard]:
    if near.centre is None:
        return []
    places = (
        PlacePage.objects.published()
        .filter(latitude__isnull=False)
        .with_distance(near.centre.latitude, near.centre.longitude)
        .order_by("distance", "pk")
    )
    return cards_of(places[:NEAREST], base, moment)
