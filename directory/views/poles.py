"""« /reseau/poles/ »: which pôle is that of a commune; the page of each."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from wagtail import hooks

from core.listing.addresses import address
from core.pages.access import open_address
from core.pages.crumbs import crumbs_of
from core.text.elision import of
from core.text.formats import counted, phone
from directory.cards import PlaceLine, lines_of
from directory.finder import finder_values, other_communes, suggestions_url
from directory.map.territory import territory_map
from directory.models import DirectoryPage
from directory.presenters import is_web_address
from directory.querysets import PlaceQuerySet
from directory.search.near import Near
from directory.search.places import PlaceSearch
from directory.search.poles import (
    communes_of,
    coverage,
    open_sheet,
    places_in,
    poles_of,
    published_poles,
)

if TYPE_CHECKING:
    from directory.models import PoleIndexPage, PolePage

MOST = 200  # places of one page
HOME_DEPTH = 2  # in the tree of pages, below its root


@require_safe
def pole_index(request: HttpRequest, page: "PoleIndexPage") -> HttpResponse:
    """List the pôles, and answer who asks for that of a commune."""
    here, near = page.get_url(request) or "", PlaceSearch.read(request.GET).near
    directory = DirectoryPage.open_to_all()
    poles = list(published_poles())
    context = {
        "page": page,
        "crumbs": crumbs_of(page, request),
        "finder": finder_values(near),
        "suggestions_url": suggestions_url(directory.get_url(request) or "") if directory else "",
        "answer": answer_for(near),
        "understood": near.notices,
        "other_communes": other_communes(near, here, []),
        "contact_url": open_address(page.contact_page_id, request),
        "poles": [_card(pole, request) for pole in poles],
        "coverage": coverage() if poles else None,
        "is_bare": not request.GET,
    }
    return render(request, "directory/pole_index_page.html", context)


def answer_for(near: Near) -> dict[str, Any] | None:
    """Say who answers for the commune sought; None where none was asked, or understood."""
    commune = near.centre.commune if near.centre else None
    if commune is None:
        return None
    return {"commune": commune.name, "of_commune": of(commune.name), "poles": poles_of(commune)}


def _card(pole: "PolePage", request: HttpRequest) -> dict[str, Any]:
    return {
        "title": pole.title,
        "url": pole.get_url(request) or "",
        "text": pole.summary,
        "is_example": pole.is_example,
    }


@require_safe
def pole(request: HttpRequest, page: "PolePage") -> HttpResponse:
    """Show a pôle: its team, its territory, what is there, what it says."""
    response: HttpResponse = page.render(request, context_overrides=pole_context(page, request))
    return response


def pole_context(page: "PolePage", request: HttpRequest) -> dict[str, Any]:
    """Return all that the page of a pôle shows now."""
    directory = DirectoryPage.open_to_all()
    base = directory.get_url(request) or "" if directory else ""
    communes = communes_of(page, in_memory=getattr(request, "is_preview", False))
    places = places_in(communes)
    lines = lines_of(places, base, timezone.localdate(), MOST + 1) if directory else []
    return {
        "pole": page,
        "crumbs": crumbs_of(page, request),
        "contact": contact_of(page),
        "contacts": list(page.contacts.all()) if page.pk else [],
        "territory": territory_of(page, list(communes)),
        "places": lines[:MOST],
        "places_said": places_said(lines),
        "more_url": _more_url(page, base) if len(lines) > MOST else "",
        "sections": _sections(page, places, base, request) if directory else [],
        "news": sorted(page.news.all(), key=lambda each: each.published_on, reverse=True),
        "sheet_url": _sheet_url(page, base),
    }


def contact_of(page: "PolePage") -> dict[str, str]:
    return {
        "phone": phone(page.phone),
        "phone_url": f"tel:{page.phone}" if page.phone else "",
        "email": page.email,
        "website": page.website if is_web_address(page.website) else "",
    }


def territory_of(page: "PolePage", communes: list[Any]) -> dict[str, Any]:
    """Return the territory in words, and drawn."""
    points = [(commune.longitude, commune.latitude) for commune in communes]
    whole = {epci.pk: epci.name for epci in page.epcis.all()}
    return {
        "said": counted(len(communes), "commune"),
        "epcis": list(whole.values()),
        "communes": [each.name for each in communes if each.epci_id not in whole],
        "map": territory_map(points),
    }


def places_said(lines: list[PlaceLine]) -> str:
    """Say how many places there are, and how many hold a label of the network today."""
    if len(lines) > MOST:
        return f"Plus de {MOST} lieux"
    held = sum(bool(line.labels) for line in lines)
    labelled = f", dont {held} qui {'ont' if held > 1 else 'a'} un label du réseau" if held else ""
    return f"{counted(len(lines), 'lieu', 'lieux')}{labelled}"


def _more_url(page: "PolePage", base: str) -> str:
    return address(base, [("epci", epci.pk) for epci in page.epcis.all()])


def _sections(
    page: "PolePage", places: PlaceQuerySet, base: str, request: HttpRequest
) -> list[SafeString]:
    """Return what other apps tell of *places*, by the hook « directory_pole_section ».

    Each function takes the pôle, its places, the address of the directory, the request and the
    moment, and returns a section or an empty text.
    """
    hooked, moment = hooks.get_hooks("directory_pole_section"), timezone.localtime()
    added = (add(page, places, base, request, moment) for add in hooked)
    return [section for section in added if section]


def _sheet_url(page: "PolePage", base: str) -> str:
    """Return the sheet of the pôle in the directory, where anyone may read it."""
    sheet = open_sheet(page) if base else None
    return f"{base}{sheet.slug}/" if sheet else ""
