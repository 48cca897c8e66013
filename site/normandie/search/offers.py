"""The searches of the directory that the words typed may mean: a commune, a need, an equipment."""

from dataclasses import dataclass

from core.listing.addresses import address
from core.listing.counting import count_each
from core.text.elision import of
from directory.search.communes import find_communes
from directory.search.named_filters import searches_in, values_named
from directory.search.places import PlaceSearch
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
    possible = searches_in(question.text)
    totals = count_each([search.fitting() for search in possible])
    useful = [found for found in zip(possible, totals, strict=True) if found[1]]
    offers: dict[str, Offer] = {}  # one for each number of places around: the first says most
    for search, total in _without_broader(useful):
        detail = heading_of(search, total)
        url = address(question.site.directory_url, search.pairs)
        offers.setdefault(detail, Offer(_label(search), detail, url))
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
    return [*_need_suggested(question), *values, *communes]


def _need_suggested(question: Question) -> list[Suggestion]:
    """Return the need that everyday words say, with the list of its places."""
    search = question.place_search
    need = search.asked_text.need
    if need is None:
        return []
    url = address(question.site.directory_url, search.pairs)
    return [Suggestion(need.label, url, search.asked_text.sought)]


def _without_broader(found: list[tuple[PlaceSearch, int]]) -> list[tuple[PlaceSearch, int]]:
    """Leave out « all the places near X » where something more precise is offered near X."""
    precise = {search.near.centre for search, _ in found if _names(search)}
    return [
        (search, total)
        for search, total in found
        if _names(search) or search.near.centre not in precise
    ]


def _label(search: PlaceSearch) -> str:
    return ", ".join(_names(search)) or "Tous les lieux"


def _names(search: PlaceSearch) -> list[str]:
    """Return what is asked beside a commune."""
    return [label.text for label in search.without("commune").labels()]
