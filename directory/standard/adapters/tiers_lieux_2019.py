"""The census of Tiers-Lieux that the CGET's Mission coworking published in 2019.

It names places and where they are, not what they offer: no service is stated for them.
"""

from collections.abc import Mapping

from .adapter import Adapter, tidy

SOURCE = "Tiers-lieux, CGET, Mission coworking (2019), Licence Ouverte 2.0"
PUBLISHED_ON = "2019-01-01"  # only the year is known: its first day claims no freshness
SITES = ("web", "twitter", "facebook")


def to_row(cells: Mapping[str, str]) -> dict[str, str]:
    is_fablab = "fablab" in cells["typo"].lower()
    return {
        "id": f"tiers-lieux-2019-{cells['id']}",
        "pivot": "0" * 14,
        "nom": tidy(cells["nom_tl"]),
        # Some rows lack the name; the code stands for it, and it is the code that is looked up.
        "commune": cells["nomcom"] or cells["inseecom"],
        "code_postal": cells["cp"],
        "code_insee": cells["inseecom"],
        "adresse": tidy(cells["adresse"]),
        "latitude": cells["latitude"],
        "longitude": cells["longitude"],
        "typologie": "TIERS_LIEUX|FABLAB" if is_fablab else "TIERS_LIEUX",
        "site_web": "|".join(filter(None, (cells[name].strip() for name in SITES))),
        "source": SOURCE,
        "date_maj": PUBLISHED_ON,
    }


TIERS_LIEUX_2019 = Adapter(
    expected=(
        *("id", "nom_tl", "adresse", "cp", "inseecom", "nomcom", "typo", "latitude", "longitude"),
        *SITES,
    ),
    to_row=to_row,
)
