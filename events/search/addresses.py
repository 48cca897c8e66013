"""The address of a search of the agenda: everything that is asked, and nothing that is usual."""

from core.listing.addresses import Pairs
from directory.search.addresses import around_pairs

from .criteria import Criteria

WHEN = frozenset({"quand", "du", "au", "mois"})


def pairs(criteria: Criteria, *, but: frozenset[str] | set[str] = frozenset()) -> Pairs:
    """Return the parameters that say *criteria* again, *but* those named; never the page."""
    found = [*when_pairs(criteria), *around_pairs(criteria)]
    found += [("lieu", place.slug) for place in criteria.places]
    for param, values in criteria.filters.items():
        found += [(param, value) for value in values]
    return [(param, value) for param, value in found if param not in but]


def when_pairs(criteria: Criteria) -> Pairs:
    """Return the parameters that say the days asked."""
    if criteria.month:
        return [("mois", f"{criteria.month:%Y-%m}")]
    period = criteria.period
    if period is None:
        return []
    if period.moment:
        return [("quand", period.moment)]
    days = [("du", period.first.isoformat())]
    return [*days, ("au", period.last.isoformat())] if period.last else days
