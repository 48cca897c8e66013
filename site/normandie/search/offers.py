"""The searches of the directory that the words typed may mean: a commune, a need, an equipment."""

from dataclasses import dataclass

from core.listing.addresses import address
from core.text.elision import of
from directory.search import facets
from directory.search.addresses import pairs
from directory.search.communes import find_communes
from directory.search.criteria import Criteria
from directory.search.places import find
from directory.search.sentences import criteria_in, values_named
from directory.views.place_list import heading_of

from .questions import Question
from .sources import Suggestion

MAX_OFFERS = 3
LEAST_TYPED = 3  # letters from which a commune is suggested
COMMUNES_SUGGESTED = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """A search of the directory, and what it would bring."""

    label: str
    detail: str
    url: str


def offers_for(question: Question) -> list[Offer]:
    """Return the searches that bring something, the most precise first; counted in one query."""
    if question.site.directory is None:
        return []
    possible = criteria_in(question.text)
    counts = [facets.total(find(asked), str(index)) for index, asked in enumerate(possible)]
    if not counts:
        return []
    totals = {int(row["facet"]): row["number"] for row in counts[0].union(*counts[1:], all=True)}
    useful = [(asked, totals[index]) for index, asked in enumerate(possible) if totals.get(index)]
    offers: dict[str, Offer] = {}  # one for each number of places around: the first says most
    for asked, total in _without_broader(useful):
        detail = heading_of(asked, total)
        url = address(question.site.directory_url, pairs(asked))
        offers.setdefault(detail, Offer(_label(asked), detail, url))
    return list(offers.values())[:MAX_OFFERS]


def suggested_searches(question: Question) -> list[Suggestion]:
    """Return the same while someone types: no count, and a commune whose name is unfinished."""
    if question.site.directory is None or len(question.text) < LEAST_TYPED:
        return []
    base = question.site.directory_url
    communes = [
        Suggestion(
            f"Lieux près {of(match.commune.name)}",
            address(base, [("commune", match.commune.key)]),
            match.commune.departement.name,
        )
        for match in find_communes(question.text, COMMUNES_SUGGESTED)
    ]
    values = [
        Suggestion(named.label, address(base, [(named.param, named.value)]), "Filtre de l’annuaire")
        for named in values_named(question.text)
    ]
    return [*values, *communes]


def _without_broader(found: list[tuple[Criteria, int]]) -> list[tuple[Criteria, int]]:
    """Leave out « all the places near X » where something more precise is offered near X."""
    precise = {asked.centre for asked, _ in found if asked.centre and (asked.text or asked.filters)}
    return [
        (asked, total)
        for asked, total in found
        if asked.text or asked.filters or asked.centre not in precise
    ]


def _label(asked: Criteria) -> str:
    for param, values in asked.filters.items():
        return ", ".join(asked.choices[param][value] for value in values)
    return f"«\u00a0{asked.text}\u00a0»" if asked.text else "Tous les lieux"
