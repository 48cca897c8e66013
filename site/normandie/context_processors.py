"""What every page needs around its content."""

from functools import cache, partial
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from normandie.frame.caches import frame_of

# The style sheet of every page, and those that some pages put beside it: what templates call them,
# and where each is written.
STYLESHEETS = {
    "stylesheet": "layout/stylesheet.html",
    "map_stylesheet": "layout/map_stylesheet.html",
    "events_stylesheet": "layout/events_stylesheet.html",
    "sheet_stylesheet": "layout/sheet_stylesheet.html",
    "calls_stylesheet": "layout/calls_stylesheet.html",
    "espace_stylesheet": "layout/espace_stylesheet.html",
    "dossier_stylesheet": "layout/dossier_stylesheet.html",
    "embedding_stylesheet": "layout/embedding_stylesheet.html",
    "open_data_stylesheet": "layout/open_data_stylesheet.html",
    "label_stylesheet": "layout/label_stylesheet.html",
    "figures_stylesheet": "layout/figures_stylesheet.html",
    "funding_stylesheet": "layout/funding_stylesheet.html",
    "partners_stylesheet": "layout/partners_stylesheet.html",
}


def link_to_styles(template: str) -> str:
    """Return the link that *template* makes, the same on every page.

    It costs more than a millisecond, so a process makes it once; under DEBUG each page makes its
    own, to show a change of style at once.
    """
    return render_to_string(template) if settings.DEBUG else _link_of_process(template)


_link_of_process = cache(render_to_string)


def site(request: HttpRequest) -> dict[str, Any]:
    """Names, region, frame, style sheet and canonical address of the page.

    What a template does not show is not made: the admin pays for nothing. The frame costs one
    query at most once it is kept (``normandie.frame.caches``).

    The canonical address leaves the parameters out: filters and pages of a list are one page for
    search engines. A page that needs another overrides the block ``canonical``.
    """
    return {
        "service_name": lambda: frame_of(request).service_name,
        "authority_name": lambda: frame_of(request).authority_name,
        "navigation": lambda: frame_of(request).menu_at(
            request.path, in_agenda=getattr(request, "in_agenda", False)
        ),
        "site_alerts": lambda: frame_of(request).alerts_at(timezone.now()),
        "site_footer": lambda: frame_of(request).footer,
        "agenda_url": lambda: frame_of(request).agenda_url,
        "self_check_url": lambda: frame_of(request).self_check_url,
        "region": settings.REGION,
        **{name: partial(link_to_styles, path) for name, path in STYLESHEETS.items()},
        "canonical_url": canonical_url(request),
    }


def canonical_url(request: HttpRequest) -> str:
    """The address of the page without its parameters; empty when the host is not one of ours.

    Error pages are shown for any host and any path (« //[ »): none may fail here.
    """
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    return f"{request.scheme}://{host}{iri_to_uri(request.path)}"
