"""« /annuaire/carte/ »: the list beside a map of the same places, here or on another site."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import Pairs, address
from core.listing.params import clean_text
from core.pages.embedding import embeddable
from directory.cards import PlaceCard, cards_of
from directory.map.places import matching_steps, stops_near
from directory.map.tiles import tile_options
from directory.models import Kind, PlacePage
from directory.presenters import DIRECTIONS
from directory.search.named_places import with_name
from directory.search.places import PlaceSearch
from directory.search.rounds import rounds
from directory.search.tallies import PlaceTally

from .compare import ROUTE as COMPARE
from .map_sections import sections_route
from .place_list import list_context
from .tiles import allow_tiles

if TYPE_CHECKING:
    from directory.models import DirectoryPage

ROUTE = "carte/"
EMBEDDED_ROUTE = "carte/integree/"
COMPARE_FORM = "comparer"  # templates/directory/directory_page/_compare.html
# What the script copies to make the card of a place that the list of the page does not hold; it
# writes or removes what some places only have.
BLANK_CARD = PlaceCard(
    title="",
    url="",
    kinds=[],
    address="",
    commune="",
    phone=" ",
    phone_url="tel:",
    distance="",
    state={"kind": "unknown", "label": ""},
    services=[],
    labels=[],
    from_price=" ",
    photo=None,
    dated="",
    compare=" ",
    is_example=True,
    passage=" ",
)


@require_safe
def map_page(request: HttpRequest, directory: "DirectoryPage") -> HttpResponseBase:
    """Show on a map the places that fit the address; the list of them without JavaScript."""
    context = map_context(request, directory, ROUTE)
    # The script makes cards beyond the page of the list: these may be compared though no other can.
    context |= {
        "compare_form": COMPARE_FORM,
        "compare_unused": not context["compare_url"],
        "compare_url": f"{context['base_url']}{COMPARE}",
    }
    context["crumbs"] = [{"title": directory.title, "url": context["base_url"]}]

    @allow_tiles
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, "directory/map_page.html", context)

    return page(request)


@require_safe
@embeddable
def embedded_map(request: HttpRequest, directory: "DirectoryPage") -> HttpResponseBase:
    """Show the same map, alone, for the page of another site: no cookie, no third party."""
    context = map_context(request, directory, EMBEDDED_ROUTE, embedded=True)

    def frame(request: HttpRequest) -> HttpResponse:
        return render(request, "directory/embedded_map.html", context)

    return (allow_tiles(frame) if context["map_data"]["tiles"] else frame)(request)


def map_context(
    request: HttpRequest, directory: "DirectoryPage", route: str, *, embedded: bool = False
) -> dict[str, Any]:
    """Return what the list shows for the address, and what its map needs."""
    search = PlaceSearch.read(request.GET)
    context = list_context(request, directory, search, route)
    base = context["base_url"]
    return context | {
        "map_data": _map_data(search, context["tally"], base, embedded=embedded),
        "map_home_url": f"{base}{ROUTE}",
        "blank_card": BLANK_CARD,
        "compare_form": "",
        "compare_unused": False,
        "kinds": [{"code": kind.value, "label": kind.label} for kind in Kind],
        "directions": DIRECTIONS,
        "has_stops": bool(rounds.get().stops),
        "requested": _requested(request, base),
    }


def _map_data(
    search: PlaceSearch, tally: PlaceTally, base: str, *, embedded: bool
) -> dict[str, Any]:
    """Return what the script reads in the page: addresses, places that fit, where the map opens."""
    region = settings.REGION
    return {
        "files": {
            "places": f"{base}carte/lieux.json",
            "openings": address(f"{base}carte/ouvertures.json", _day(search)),
            "background": f"{base}carte/fond.json",
        },
        "sheets": base,
        "sections": sections_route(),
        "matching": matching_steps(search, tally),
        "stops": stops_near(search),
        "bounds": [[region.south, region.west], [region.north, region.east]],
        "tiles": tile_options(embedded=embedded),
    }


def _day(search: PlaceSearch) -> Pairs:
    """Return the day whose hours the cards tell, as a parameter; none without a day chosen."""
    chosen = search.opening.chosen if search.opening else None
    return [("jour", chosen.day.isoformat())] if chosen else []


def _requested(request: HttpRequest, base: str) -> PlaceCard | None:
    """Return the card of the place named by « lieu » in the address, whatever the filters."""
    slug = clean_text(request.GET.get("lieu", ""))
    if not slug:
        return None
    places = with_name(PlacePage.objects.published(), slug)
    return next(iter(cards_of(places, base, timezone.localtime())), None)
