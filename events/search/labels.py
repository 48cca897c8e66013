"""What is asked of the agenda, in French."""

from core.listing.addresses import Pairs
from core.text.french import capitalised
from directory.search.addresses import around_pairs

from .criteria import Criteria


def lasting_labels(criteria: Criteria, *, elsewhere: bool = False) -> list[tuple[str, Pairs]]:
    """Return all that is asked but the days, each with the parameters that say it.

    Args:
        criteria: what is asked.
        elsewhere: whether the visitor is not who reads it.
    """
    found: list[tuple[str, Pairs]] = []
    if around := criteria.around_said(elsewhere=elsewhere):
        found.append((capitalised(around), around_pairs(criteria)))
    found += [(place.title, [("lieu", place.slug)]) for place in criteria.places]
    for param, values in criteria.filters.items():
        found += [(criteria.choices[param][value], [(param, value)]) for value in values]
    return found
