"""What the directory holds, counted today."""

from django.utils import timezone

from core.text.formats import grouped, long_date
from normandie.editorial.figures import figures_of, lines_of

from .front import Front, Section


def figures(front: Front) -> Section | None:
    """Give the figures of the places that exist, where they tell something: none is zero."""
    if not front.directory_url or not front.existing.total:
        return None
    network = front.network
    lines = [
        *lines_of(front.existing),
        (network.labelled, "lieu labellisé", "lieux labellisés"),
        (network.communes, *_of_communes(front)),
        (network.with_hours, "lieu donne ses horaires", "lieux donnent leurs horaires"),
    ]
    return Section(
        "home/sections/figures.html",
        "en-chiffres",
        {
            "figures": figures_of(lines),
            "examples": network.examples,
            "day": long_date(timezone.localdate()),
            "open_data_url": front.route_url("open_data"),
        },
    )


def _of_communes(front: Front) -> tuple[str, str]:
    """Say what the number of communes is a part of, and how far apart they are."""
    departements = len(front.existing.numbers["departement"])
    of_all = f"sur {grouped(front.network.all_communes)}"
    where = f", dans {departements} départements" if departements > 1 else ""
    return f"commune {of_all} a un lieu", f"communes {of_all} ont un lieu{where}"
