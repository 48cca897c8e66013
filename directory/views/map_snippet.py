"""« /annuaire/carte/integrer/ »: makes the lines that put the map on another site."""

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.params import clean_text
from core.pages.embedding import snippet
from directory.finder import finder_values, radii, suggestions_url
from directory.map.tiles import tile_options
from directory.models import Kind
from directory.search.near import ALONE, NEAR, Near
from directory.search.places import PlaceSearch

from .map_page import EMBEDDED_ROUTE

if TYPE_CHECKING:
    from directory.models import DirectoryPage

HEIGHTS = (480, 600, 720, 840)  # pixels
DEFAULT_HEIGHT = 600
ASKED = {*NEAR, "type"}  # what the form of this page can say


@require_safe
def map_snippet(request: HttpRequest, directory: "DirectoryPage") -> HttpResponseBase:
    """Show a form, the lines that it comes to, and the map as they show it."""
    search = PlaceSearch.read(request.GET)
    base = directory.get_url(request) or ""
    height, notices = read_height(request.GET)
    embedded_url = address(f"{base}{EMBEDDED_ROUTE}", search.query_pairs(only=ASKED))
    title = title_of(search.near)
    context = {
        "crumbs": [
            {"title": directory.title, "url": base},
            {"title": "Carte", "url": f"{base}carte/"},
        ],
        "finder": finder_values(search.near),
        "suggestions_url": suggestions_url(base),
        "third_party": tile_options(embedded=True) is not None,
        "notices": [*search.notices, *notices],
        "radii": radii(search.near.radius, ALONE),
        "kinds": _kinds(search),
        "heights": [{"value": str(px), "selected": px == height} for px in HEIGHTS],
        "height": str(height),
        "frame_title": title,
        "embedded_url": embedded_url,
        "snippet": snippet(
            request.build_absolute_uri(embedded_url), title, height, allow="geolocation"
        ),
    }

    @csp_update({"frame-src": ["'self'"]})
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, "directory/map_snippet.html", context)

    return page(request)


def read_height(params: QueryDict) -> tuple[int, list[str]]:
    """Return the height asked, in pixels, and what was not understood, in French."""
    typed = clean_text(params.get("hauteur", ""))
    if not typed:
        return DEFAULT_HEIGHT, []
    if typed in {str(height) for height in HEIGHTS}:
        return int(typed), []
    message = f"Cette hauteur n’est pas proposée\u00a0: nous avons pris {DEFAULT_HEIGHT} pixels."
    return DEFAULT_HEIGHT, [message]


def title_of(near: Near) -> str:
    """Say what the map shows: the name of the frame for who does not see it."""
    title = "Carte des lieux d’aide numérique et des tiers-lieux"
    return f"{title} {near.said(elsewhere=True)}".strip()


def _kinds(search: PlaceSearch) -> list[dict[str, Any]]:
    chosen = search.chosen.get("type", [])
    return [
        {"value": kind.value, "label": kind.label, "checked": kind.value in chosen} for kind in Kind
    ]
