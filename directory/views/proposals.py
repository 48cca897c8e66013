"""What to propose when nothing fits: the nearest places, and the filters to drop."""

from datetime import datetime
from typing import Any

from core.listing.addresses import address
from core.listing.counting import count_each
from directory.cards import PlaceCard, cards_of
from directory.models import PlacePage
from directory.search.near import ANYWHERE, Near
from directory.search.places import PlaceSearch
from directory.search.rounds import nearest

NEAREST = 3


def proposals_for(search: PlaceSearch, here: str, base: str, moment: datetime) -> dict[str, Any]:
    """Return the ``nearest`` places, whatever the filters, and ``drops``: what to give up.

    Each drop tells how many places it would bring; those that bring none are left out. Where no
    single one helps, all is to be given up at once. *here* is the address of the page that lists
    them, *base* that of the directory.
    """
    if search.is_lost:  # only the visitor knows where
        everywhere = address(here, search.without("commune").pairs)
        return {"nearest": [], "drops": [{"label": ANYWHERE, "url": everywhere}]}
    looser = search.looser()
    numbers = count_each([each.fitting() for _, each in looser])
    drops = [
        {
            "label": f"{given_up.label} ({number} lieu{'x' if number > 1 else ''})",
            "url": address(here, each.pairs),
        }
        for (given_up, each), number in zip(looser, numbers, strict=True)
        if number
    ]
    return {
        "nearest": _nearest(search.near, base, moment),
        "drops": drops or [{"label": "Voir tous les lieux", "url": here}],
    }


def _nearest(near: Near, base: str, moment: datetime) -> list[PlaceCard]:
    if near.centre is None:
        return []
    places = nearest(PlacePage.objects.published(), near.centre)[:NEAREST]
    return cards_of(places, base, moment, centre=near.centre)
