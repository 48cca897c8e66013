"""Places near the visitor: by département, by town, or around where they stand."""

from core.listing.addresses import address
from directory.search.passages import passages_url
from directory.search.places import PlaceSearch

from .drawing import draw
from .front import Front, Section

DEPARTEMENT = "departement"


def around(front: Front) -> Section | None:
    """Offer the départements and the largest towns with a place around, and a drawing of all."""
    departements = [
        {"label": label, "number": number, "url": front.list_url(DEPARTEMENT, code)}
        for code, label in PlaceSearch.known_values()[DEPARTEMENT].items()
        if (number := front.count(DEPARTEMENT, code))
    ]
    if not front.directory_url or not departements:
        return None
    by_name = {str(departement["label"]): departement for departement in departements}
    return Section(
        "home/sections/around.html",
        "pres-de-chez-vous",
        {
            "directory_url": front.directory_url,
            "map_url": front.route_url("map"),
            "passages_url": passages_url(front.directory_url),
            "departements": departements,
            "towns": [
                {
                    "label": town.name,
                    "url": address(front.directory_url, [("commune", town.key)]),
                }
                for town in front.network.towns
            ],
            "total": front.tally.total,
            "drawing": draw(by_name, front.network.dots),
        },
    )
