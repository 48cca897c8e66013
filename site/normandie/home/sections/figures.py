"""What the directory holds, counted today."""

from django.utils import timezone
from django.utils.formats import number_format

from core.text.formats import long_date
from directory.models.vocabulary import Kind, Vocabulary

from .front import Front, Section

KINDS = {
    Kind.EPN: ("espace public numérique (EPN)", "espaces publics numériques (EPN)"),
    Kind.TIERS_LIEU: ("tiers-lieu", "tiers-lieux"),
    Kind.POLE: ("pôle de proximité", "pôles de proximité"),
}


def figures(front: Front) -> Section | None:
    """Give the figures of the places that exist, where they tell something: none is zero."""
    if not front.directory_url or not front.existing.total:
        return None
    network = front.network
    kinds = front.existing.numbers.get(Vocabulary.KIND, {})
    lines: list[tuple[int, str, str]] = [
        (network.places, "lieu dans l’annuaire", "lieux dans l’annuaire"),
        *((kinds.get(kind, 0), *names) for kind, names in KINDS.items()),
        (network.labelled, "lieu labellisé", "lieux labellisés"),
        (network.communes, *_of_communes(front)),
        (network.with_hours, "lieu donne ses horaires", "lieux donnent leurs horaires"),
    ]
    return Section(
        "home/sections/figures.html",
        {
            "figures": [
                {"value": _grouped(number), "label": one if number == 1 else many}
                for number, one, many in lines
                if number
            ],
            "examples": network.examples,
            "day": long_date(timezone.localdate()),
            "open_data_url": front.route_url("open_data"),
        },
    )


def _of_communes(front: Front) -> tuple[str, str]:
    """Say what the number of communes is a part of, and how far apart they are."""
    departements = len(front.existing.numbers["departement"])
    of_all = f"sur {_grouped(front.network.all_communes)}"
    where = f", dans {departements} départements" if departements > 1 else ""
    return f"commune {of_all} a un lieu", f"communes {of_all} ont un lieu{where}"


def _grouped(number: int) -> str:
    """Write *number* with a space between thousands."""
    return number_format(number, force_grouping=True)
