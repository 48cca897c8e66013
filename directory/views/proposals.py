"""What to propose when nothing fits: the nearest places, and the filters to drop."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from core.listing.addresses import address
from directory.models import PlacePage
from directory.search import facets
from directory.search.addresses import pairs
from directory.search.asked import RADII
from directory.search.criteria import Criteria
from directory.search.places import find

from .cards import PlaceCard, cards_of
from .tags import opening_label

NEAREST = 3


def proposals_for(criteria: Criteria, here: str, base: str, moment: datetime) -> dict[str, Any]:
    """Return the ``nearest`` places, whatever the filters, and ``drops``: what to give up.

    Each drop tells how many places it would bring; those that bring none are left out. Where no
    single one helps, all is to be given up at once. *here* is the address of the page that lists
    them, *base* that of the directory.
    """
    drops = [
        {
            "label": f"{label} ({number} lieu{'x' if number > 1 else ''})",
            "url": address(here, pairs(looser)),
        }
        for label, looser, number in _counted(_looser(criteria), moment)
    ]
    return {
        "nearest": _nearest(criteria, base, moment),
        "drops": drops or [{"label": "Voir tous les lieux", "url": here}],
    }


def _counted(
    looser: list[tuple[str, Criteria]], moment: datetime
) -> list[tuple[str, Criteria, int]]:
    """Count, in one query, the places that each looser criteria would bring."""
    counts = [
        facets.total(find(criteria, moment), str(index))
        for index, (_, criteria) in enumerate(looser)
    ]
    if not counts:
        return []
    rows = counts[0].union(*counts[1:], all=True)
    return [(*looser[int(row["facet"])], row["number"]) for row in rows if row["number"]]


def _nearest(criteria: Criteria, base: str, moment: datetime) -> list[PlaceCard]:
    if criteria.centre is None:
        return []
    centre = criteria.centre
    places = (
        PlacePage.objects.published()
        .filter(latitude__isnull=False)
        .with_distance(centre.latitude, centre.longitude)
        .order_by("distance", "pk")
    )
    return cards_of(places[:NEAREST], base, moment)


def _looser(criteria: Criteria) -> list[tuple[str, Criteria]]:
    """Return *criteria* with one thing given up, for each thing asked."""
    looser: list[tuple[str, Criteria]] = []
    if criteria.centre and criteria.radius < RADII[-1]:
        label = f"Chercher jusqu’à {RADII[-1]}\u00a0km"
        looser.append((label, replace(criteria, radius=RADII[-1])))
    if criteria.opening:
        label = f"Retirer « {opening_label(criteria.opening)} »"
        looser.append((label, replace(criteria, opening=None)))
    if criteria.need:
        label = f"Retirer « Pour {criteria.need.purpose} »"
        looser.append((label, replace(criteria, need=None)))
    for param, values in criteria.filters.items():
        kept = {name: chosen for name, chosen in criteria.filters.items() if name != param}
        names = ", ".join(criteria.choices[param][value] for value in values)
        looser.append((f"Retirer « {names} »", replace(criteria, filters=kept)))
    if criteria.text:
        order = "distance" if criteria.centre else "nom"
        looser.append((f"Retirer « {criteria.text} »", replace(criteria, text="", order=order)))
    if criteria.centre:
        order = "pertinence" if criteria.text else "nom"
        looser.append(
            ("Chercher dans toute la région", replace(criteria, centre=None, order=order))
        )
    return looser
