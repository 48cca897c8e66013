"""What every page needs around its content."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A link of the main menu; ``current`` is its ``aria-current`` value on the page shown."""

    label: str
    url: str
    current: str = ""


MAIN_MENU = (
    NavigationEntry("Trouver un lieu", "/annuaire/"),
    NavigationEntry("Données ouvertes", "/annuaire/donnees-ouvertes/"),
)


def main_menu(path: str) -> list[NavigationEntry]:
    """The main menu as seen from *path*: the entry nearest to the page shown is the current one."""
    above = [entry for entry in MAIN_MENU if path.startswith(entry.url)]
    nearest = max(above, key=lambda entry: len(entry.url), default=None)
    return [
        NavigationEntry(entry.label, entry.url, "page" if path == entry.url else "true")
        if entry is nearest
        else entry
        for entry in MAIN_MENU
    ]


def stylesheet() -> str:
    """The link to the style sheet of the site.

    It is the same on every page and costs more than a millisecond to make, so a process makes it
    once; under DEBUG each page makes its own, to show a change of style at once.
    """
    return _render_stylesheet() if settings.DEBUG else _stylesheet_of_process()


def _render_stylesheet() -> str:
    return render_to_string("layout/stylesheet.html")


_stylesheet_of_process = cache(_render_stylesheet)


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, region, main menu, style sheet and canonical address of the page; costs no query.

    The canonical address leaves the parameters out: filters and pages of a list are one page for
    search engines. A page that needs another overrides the block ``canonical``.
    """
    return {
        "service_name": settings.REGION.network,
        "region": settings.REGION,
        "navigation": main_menu(request.path),
        "stylesheet": stylesheet,  # called where a template shows it: the admin does not pay
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
