"""« /annuaire/ »: the list of places, its filters and what it says when nothing fits."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.facets import facets_shown, selects_shown
from core.listing.pagination import page_of, pagination_of
from core.listing.titles import title_of
from directory.cards import PlaceCard, cards_of
from directory.finder import (
    RESULTS,
    asked_line,
    finder_values,
    hidden_fields,
    lost_commune,
    other_communes,
    other_communes_message,
    radii,
    suggestions_url,
)
from directory.guide.links import ROUTE
from directory.querysets import PlaceQuerySet
from directory.search.near import NEAR
from directory.search.passages import passages_url
from directory.search.places import PlaceSearch
from directory.search.sentences import WHERE
from directory.search.tallies import PlaceTally, count

from .compare import ROUTE as COMPARE
from .exports import FORMATS
from .proposals import proposals_for

if TYPE_CHECKING:
    from directory.models import DirectoryPage

PER_PAGE = 24
FINDER = {"q", *NEAR}  # the parameters of the search bar
ASK_WHERE = "Où cherchez-vous\u00a0?"
UNFOLDED = {"type", "service"}  # closed lists that show their choices at once


@require_safe
def place_list(request: HttpRequest, directory: "DirectoryPage") -> HttpResponse:
    """Show the places that fit the address, a page at a time."""
    search = PlaceSearch.read(request.GET)
    context = list_context(request, directory, search)
    return render(request, "directory/directory_page.html", context)


def list_context(
    request: HttpRequest, directory: "DirectoryPage", search: PlaceSearch, route: str = ""
) -> dict[str, Any]:
    """Return what the list shows for *search*.

    Its links and forms lead to *route* (« carte/ »), a page of the directory that lists them too.
    """
    base = directory.get_url(request)
    here = f"{base}{route}"
    asked = search.pairs
    tally = count(search)
    page = page_of(search.places(), search.page, tally.total, PER_PAGE)
    selects = selects_shown(search)
    in_panel = {each.name for each in search.closed_lists()} | {each["param"] for each in selects}
    moment = timezone.localtime()
    cards = _cards(page, base, moment, search)
    return {
        "page": directory,
        "base_url": base,
        "here_url": here,
        "map_url": address(f"{base}carte/", asked),
        "list_url": address(base, asked),
        "results_url": f"{here}#{RESULTS}",
        "search": search,
        "cards": cards,
        "compare_url": f"{base}{COMPARE}" if any(card.compare for card in cards) else "",
        "compare_keeps": hidden_fields(search.query_pairs(only=WHERE)),
        "tally": tally,
        "total": tally.total,
        "heading": (heading := list_heading_of(search, tally.total)),
        "title": f"{lost_commune(search.near)}{title_of(search, heading, said=FINDER)}",
        "notices": search.notices,
        "understood": [*search.near.notices, *search.asked_text.notices],
        "unconfirmed_message": _unconfirmed(tally.unconfirmed),
        "pagination": pagination_of(page, here, asked),
        "facets": _facets(search, tally),
        "selects": selects,
        "radii": radii(search.near.radius),
        "suggestions_url": suggestions_url(base),
        "finder": finder_values(search.near),
        "finder_keeps": hidden_fields(search.query_pairs(but=FINDER)),
        "filters_keep": hidden_fields(search.query_pairs(but=in_panel)),
        "tags": search.tags(here),
        "orders": _orders(search, here),
        "exports": _exports(search, base),
        "has_examples": bool(tally.examples),
        "other_communes": other_communes(search.near, here, asked),
        "other_communes_message": other_communes_message(search.near),
        "proposals": None if tally.total else proposals_for(search, here, base, moment),
    } | (_folded(search, in_panel) | _other_ways(base, search))


def _other_ways(base: str, search: PlaceSearch) -> dict[str, str]:
    """Return where else one may be led to a place: three questions, those that pass near."""
    return {"guide_url": f"{base}{ROUTE}", "passages_url": passages_url(base, search.near)}


def _folded(search: PlaceSearch, in_panel: set[str]) -> dict[str, Any]:
    """Return what the search bar and the panel of filters say of the search once folded."""
    sought = search.text or (search.need.label if search.need else "")
    return {
        "asked": asked_line(sought, search.near),
        "is_used": bool(search.pairs) or search.page > 1,
        "filters_chosen": str(len(search.only(*in_panel).labels()) or ""),
    }


def heading_of(search: PlaceSearch, total: int) -> str:
    """Say how many places fit, and around what."""
    number = {0: "Aucun lieu", 1: "1 lieu"}.get(total, f"{total} lieux")
    return f"{number} {search.near.said()}".strip()


def list_heading_of(search: PlaceSearch, total: int) -> str:
    """Say the same, and what the places answer: the needs or the words that are looked for."""
    if search.is_lost:
        return ASK_WHERE
    number = {0: "Aucun lieu", 1: "1 lieu"}.get(total, f"{total} lieux")
    return " ".join(filter(None, [number, _answering(search, total), search.near.said()]))


def _answering(search: PlaceSearch, total: int) -> str:
    """Say what the text was understood as: « qui aident à imprimer un document (photocopie) »."""
    text = search.asked_text
    if text.need is None:
        return f"pour «\u00a0{text.sought}\u00a0»" if text.sought else ""
    helps = "qui aident à" if total > 1 else "qui aide à"
    return f"{helps} {text.need.purpose} ({text.sought})"


def _facets(search: PlaceSearch, tally: PlaceTally) -> list[dict[str, Any]]:
    """Return the filters that have something to offer, with the number of places of each value."""
    return facets_shown(
        search.closed_lists(),
        search.known,
        search.chosen,
        numbers=tally.numbers,
        unfolded=UNFOLDED,
    )


def _cards(page: "Page[Any]", base: str, moment: datetime, search: PlaceSearch) -> list[PlaceCard]:
    """Return the cards of *page*, with the hours of the day chosen, if any, and why they fit."""
    chosen = search.opening.chosen if search.opening else None
    day = chosen.day if chosen else None
    places, centre = cast(PlaceQuerySet, page.object_list), search.near.centre
    return cards_of(places, base, moment, day, search.meanings, centre)


def _unconfirmed(number: int) -> str:
    """Say that some of the places are kept though their hours are not known."""
    if not number:
        return ""
    subject = "1 lieu a des" if number == 1 else f"{number} lieux ont des"
    return (
        f"{subject} horaires à confirmer : nous les gardons en fin de liste. "
        "Téléphonez avant de vous déplacer."
    )


def _orders(search: PlaceSearch, base: str) -> list[dict[str, Any]]:
    kept = search.query_pairs(but={"tri"})
    return [
        {
            "label": label,
            "url": address(base, [*kept, ("tri", order)]),
            "current": order == search.order,
        }
        for order, label in search.orders.items()
    ]


def _exports(search: PlaceSearch, base: str) -> list[dict[str, str]]:
    kept = search.query_pairs(but={"tri"})
    return [
        {"label": file_format.plain_name, "url": address(f"{base}lieux.{extension}", kept)}
        for extension, file_format in FORMATS.items()
    ]
