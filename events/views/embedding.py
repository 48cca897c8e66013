"""« /agenda/integree/ » and « /agenda/integrer/ »: the next dates on the page of another site."""

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from directory.models import Departement, DirectoryPage
from directory.search.addresses import address
from directory.views.map_snippet import HEIGHTS, read_height, snippet
from events.channels.selection import find, said
from events.dates import DateLine, lines_under
from events.freshness import kept
from events.models import EventPage, Theme

from .channels import Followed, followed_by

if TYPE_CHECKING:
    from events.models import AgendaPage

SHOWN = 20  # dates in the frame


@require_safe
def embedded_agenda(request: HttpRequest, page: "AgendaPage") -> HttpResponseBase:
    """Show the next dates, alone, for the page of another site: no cookie, no script."""
    followed = followed_by(request, page)
    asked = page.pk, followed.asked, request.get_host()
    context = {
        "heading": heading_of(followed),
        "dates": kept("embedded", asked, lambda: _dates(request)),
        "agenda_url": followed.page_url,
    }

    @xframe_options_exempt
    @csp_replace({"frame-ancestors": ["*"]})
    def frame(request: HttpRequest) -> HttpResponse:
        return render(request, "events/embedded_agenda.html", context)

    response = frame(request)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def agenda_snippet(request: HttpRequest, page: "AgendaPage") -> HttpResponseBase:
    """Show a form, the lines that it comes to, and the agenda as they show it."""
    followed = followed_by(request, page)
    base = page.get_url(request) or ""
    height, notices = read_height(request.GET)
    embedded_url = address(f"{base}integree/", followed.asked)
    heading = heading_of(followed)
    context = {
        "crumbs": [
            {"title": page.title, "url": base},
            {"title": "Suivre l’agenda", "url": f"{base}suivre/"},
        ],
        "notices": notices,
        "selects": _selects(followed),
        "places": [value for param, value in followed.asked if param == "lieu"],
        "heights": [{"value": str(px), "selected": px == height} for px in HEIGHTS],
        "height": str(height),
        "frame_title": heading,
        "embedded_url": embedded_url,
        "snippet": snippet(request.build_absolute_uri(embedded_url), heading, height),
    }

    @csp_update({"frame-src": ["'self'"]})
    def whole(request: HttpRequest) -> HttpResponse:
        return render(request, "events/agenda_snippet.html", context)

    return whole(request)


def heading_of(followed: Followed) -> str:
    """Say what the frame holds: its name for who does not see it."""
    names = said(followed.asked) if followed.asked else []
    return " – ".join(["Prochaines dates de l’agenda", *names])


def _dates(request: HttpRequest) -> list[DateLine]:
    directory = DirectoryPage.open_to_all()
    if directory is None:
        return []
    coming = find(request.GET).upcoming()[:SHOWN]
    return lines_under(directory.get_full_url(request) or "", coming)


def _selects(followed: Followed) -> list[dict[str, Any]]:
    """Return what may be chosen: each list with its name, its label and its options."""
    lists = (
        ("departement", "Quel département ?", Departement.objects.values_list("code", "name")),
        ("theme", "Quel thème ?", Theme.objects.values_list("slug", "name")),
        ("type", "Quel type d’événement ?", EventPage.Kind.choices),
    )
    return [
        {
            "name": name,
            "label": label,
            "options": [
                {"value": value, "label": text, "selected": (name, value) in followed.asked}
                for value, text in options
            ],
        }
        for name, label, options in lists
    ]
