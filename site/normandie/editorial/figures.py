"""What the directory counts of the network, as the home page and editorial pages say it."""

from collections.abc import Iterable

from core.text.formats import grouped
from directory.models.vocabulary import Kind, Vocabulary
from directory.search.tallies import PlaceTally

# How many there are, and what it is in the singular and in the plural.
Line = tuple[int, str, str]
# In the order in which they are told.
KINDS = {
    Kind.EPN: ("espace public numérique (EPN)", "espaces publics numériques (EPN)"),
    Kind.TIERS_LIEU: ("tiers-lieu", "tiers-lieux"),
    Kind.POLE: ("pôle de proximité", "pôles de proximité"),
    Kind.HELP: ("autre lieu d’aide numérique", "autres lieux d’aide numérique"),
}


def lines_of(tally: PlaceTally) -> list[Line]:
    """Return how many places *tally* counts, then how many of each kind."""
    kinds = tally.numbers.get(Vocabulary.KIND, {})
    return [
        (tally.total, "lieu dans l’annuaire", "lieux dans l’annuaire"),
        *((kinds.get(kind, 0), *names) for kind, names in KINDS.items()),
    ]


def figures_of(lines: Iterable[Line]) -> list[dict[str, str]]:
    """Return the figures that ``components/key_figures.html`` shows: none is zero."""
    return [
        {"value": grouped(number), "label": one if number == 1 else many}
        for number, one, many in lines
        if number
    ]
