"""« /annuaire/carte/integrer/ »: makes the lines that put the map on another site."""

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from directory.map.tiles import tile_options
from directory.models import Kind
from directory.search.addresses import pairs
from directory.search.asked import clean_text
from directory.search.criteria import Criteria, read

from .finder import finder_values, radii, suggestions_url
from .map_page import EMBEDDED_ROUTE

if TYPE_CHECKING:
    from directory.models import DirectoryPage

HEIGHTS = (480, 600, 720, 840)  # pixels
DEFAULT_HEIGHT = 600
ASKED = {"commune", "lat", "lon", "rayon", "type"}  # what the form of this page can say


@require_safe
def map_snippet(request: HttpRequest, directory: "DirectoryPage") -> HttpResponseBase:
    """Show a form, the lines that it comes to, and the map as they show it."""
    criteria = read(request.GET)
    base = directory.get_url(request) or ""
    height, notices = read_height(request.GET)
    parameters = [pair for pair in pairs(criteria) if pair[0] in ASKED]
    embedded_url = address(f"{base}{EMBEDDED_ROUTE}", parameters)
    title = title_of(criteria)
    context = {
        "crumbs": [
            {"title": directory.title, "url": base},
            {"title": "Carte", "url": f"{base}carte/"},
        ],
        "criteria": criteria,
        "finder": finder_values(criteria),
        "suggestions_url": suggestions_url(base),
        "third_party": tile_options(embedded=True) is not None,
        "notices": [*criteria.notices, *notices],
        "radii": radii(criteria.radius),
        "kinds": _kinds(criteria),
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


def title_of(criteria: Criteria) -> str:
    """Say what the map shows: the name of the frame for who does not see it."""
    title = "Carte des lieux d’aide numérique et des tiers-lieux"
    return f"{title} {criteria.around_said(elsewhere=True)}".strip()


def snippet(url: str, title: str, height: int, *, allow: str = "") -> SafeString:
    """Return the lines to copy: an iframe on *url*, *height* pixels high, that may do *allow*."""
    permissions = format_html(' allow="{}"', allow) if allow else ""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" '
        'referrerpolicy="strict-origin-when-cross-origin"{}></iframe>',
        url,
        title,
        height,
        permissions,
    )


def _kinds(criteria: Criteria) -> list[dict[str, Any]]:
    chosen = criteria.filters.get("type", [])
    return [
        {"value": kind.value, "label": kind.label, "checked": kind.value in chosen} for kind in Kind
    ]
