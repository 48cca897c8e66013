"""What the address of a channel asks: the filters of the agenda, but those on time.

Filters on time (« quand », « du », « au », « mois ») are not followed: who subscribes to « ce
week-end » would lose each date once over, and a series is told by its rule, whole.
"""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict

from core.listing.addresses import Pairs
from directory.search.asked import MAX_VALUES, Centre, clean_text
from events.search import criteria as search
from events.search.addresses import WHEN, pairs
from events.search.criteria import Criteria
from events.search.facets import BY_PARAM
from events.search.labels import lasting_labels

ONE_VALUE = ("commune", "lat", "lon", "rayon")
VALUES = ("lieu", *BY_PARAM)
DEGREES = 2  # digits of a point: about a kilometre


def typed(params: QueryDict) -> Pairs:
    """Return the filters of an address as they are written, cleaned and always in the same order.

    They are not read yet: who has the channel already is told so without a query.
    """
    found = [(param, clean_text(params.get(param, ""))) for param in ONE_VALUE]
    for param in VALUES:
        values = {clean_text(value) for value in params.getlist(param)}
        found += [(param, value) for value in sorted(values - {""})[:MAX_VALUES]]
    return [(param, value) for param, value in found if value]


def read(asked: Pairs) -> Criteria:
    """Read the filters that ``typed`` gives, as the agenda reads them."""
    return search.read(QueryDict(urlencode(asked)))


def followed(criteria: Criteria) -> Pairs:
    """Return what the channels keep of a search: all that was understood, but the days.

    The point where a visitor stands is made vague: the address goes to a calendar service, or on
    another site.
    """
    centre = criteria.centre
    if centre and not centre.commune:
        near = Centre(round(centre.latitude, DEGREES), round(centre.longitude, DEGREES))
        criteria = replace(criteria, centre=near)
    return pairs(criteria, but=WHEN)


def said(criteria: Criteria) -> list[str]:
    """Return what the filters come to, in French."""
    return [label for label, _ in lasting_labels(criteria, elsewhere=True)]
