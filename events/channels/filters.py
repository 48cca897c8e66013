"""What the address of a channel asks: the filters of the agenda, but those on time.

Filters on time (``Filter.lasts`` is false) are not followed: who subscribes to « ce week-end »
would lose each date once over, and a series is told by its rule, whole.
"""

from urllib.parse import urlencode

from django.http import QueryDict

from core.listing.addresses import Pairs
from core.listing.params import MAX_VALUES, clean_text
from directory.search.named_places import lasting_name
from events.search.events import EventSearch


def params_followed() -> list[str]:
    """Return the parameters that channels follow."""
    return [param for each in EventSearch.filters if each.lasts for param in each.params]


def typed(params: QueryDict) -> Pairs:
    """Return the filters of an address as they are written, cleaned, always in the same order."""
    found: Pairs = []
    for each in EventSearch.filters:
        for param in each.params if each.lasts else ():
            written = params.getlist(param) if each.repeats else [params.get(param, "")]
            values = sorted(set(map(clean_text, written)) - {""})
            found += [(param, value) for value in values[:MAX_VALUES]]
    return found


def read(asked: Pairs) -> EventSearch:
    """Read the filters that ``typed`` gives, as the agenda reads them."""
    return EventSearch.read(QueryDict(urlencode(asked)))


def followed(search: EventSearch) -> Pairs:
    """Return what the channels keep of a search: all that was understood, but the days.

    The address goes to a calendar service, or on another site: the point where a visitor stands is
    made vague, and places and pôles are named by what no editor changes.
    """
    names = {("lieu", place.slug): lasting_name(place) for place in search.places}
    names |= {("pole", pole.slug): lasting_name(pole) for pole in search.poles}
    pairs = search.lasting().replace(commune=search.near.vague()).pairs
    return [(param, names.get((param, value), value)) for param, value in pairs]


def said(search: EventSearch) -> list[str]:
    """Return what the filters come to, in French."""
    return [label.text for label in search.lasting().labels(elsewhere=True)]
