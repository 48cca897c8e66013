"""What is asked of the agenda, in French."""

from directory.elision import of
from directory.search.addresses import Pairs, around_pairs

from .criteria import Criteria


def lasting_labels(criteria: Criteria, *, position: str = "") -> list[tuple[str, Pairs]]:
    """Return all that is asked but the days, each with the parameters that say it.

    Args:
        criteria: what is asked.
        position: how to call a point that no commune gave, where the visitor is not there.
    """
    found: list[tuple[str, Pairs]] = []
    if centre := criteria.centre:
        name = position if position and not centre.commune else centre.name
        found.append((f"À moins de {criteria.radius} km {of(name)}", around_pairs(criteria)))
    found += [(place.title, [("lieu", place.slug)]) for place in criteria.places]
    for param, values in criteria.filters.items():
        found += [(criteria.choices[param][value], [(param, value)]) for value in values]
    return found
