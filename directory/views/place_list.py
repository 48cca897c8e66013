"""« /annuaire/ »: the list of places, its filters and what it says when nothing fits."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.facets import facets_shown, selects_shown
from core.listing.pagination import page_of, pagination_of
from directory.caches import directory_cache
from directory.cards import cards_of
from directory.finder import (
    RESULTS,
    finder_values,
    hidden_fields,
    other_communes,
    other_communes_message,
    radii,
    suggestions_url,
)
from directory.guide.links import ROUTE
from directory.querysets import PlaceQuerySet
from directory.search.near import NEAR
from directory.search.places import PlaceSearch
from directory.search.sentences import WHERE
from directory.search.tallies import count

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
    counted = _counted(search)
    page = page_of(search.places(), search.page, counted.total, PER_PAGE)
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
        "cards_html": cards.html,
        "compare_url": f"{base}{COMPARE}" if cards.comparable else "",
        "compare_keeps": hidden_fields(search.query_pairs(only=WHERE)),
        "total": counted.total,
        "heading": list_heading_of(search, counted.total),
        "notices": search.notices,
        "understood": [*search.near.notices, *search.asked_text.notices],
        "unconfirmed_message": _unconfirmed(counted.unconfirmed),
        "pagination": pagination_of(page, here, asked),
        "facets_html": counted.facets_html,
        "selects": selects,
        "radii": radii(search.near.radius),
        "suggestions_url": suggestions_url(base),
        "guide_url": f"{base}{ROUTE}",
        "finder": finder_values(search.near),
        "finder_keeps": hidden_fields(search.query_pairs(but=FINDER)),
        "filters_keep": hidden_fields(search.query_pairs(but=in_panel)),
        "tags": search.tags(here),
        "orders": _orders(search, here),
        "exports": _exports(search, base),
        "has_examples": bool(counted.examples),
        "other_communes": other_communes(search.near, here, asked),
        "other_communes_message": other_communes_message(search.near),
        "proposals": None if counted.total else proposals_for(search, here, base, moment),
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


@dataclass(frozen=True)
class Counted:
    """What the counts of a search come to: numbers, and the filters ready to be read."""

    total: int
    unconfirmed: int
    examples: int
    facets_html: str


def _counted(search: PlaceSearch) -> Counted:
    """Count the places and write the filters; kept, for the minute where they change with it."""

    def write() -> Counted:
        tally = count(search)
        shown = facets_shown(
            search.closed_lists(),
            search.known,
            search.chosen,
            numbers=tally.numbers,
            unfolded=UNFOLDED,
        )
        html = render_to_string("directory/directory_page/_facets.html", {"facets": shown})
        return Counted(tally.total, tally.unconfirmed, tally.examples, html)

    minute = _minute(timezone.localtime()) if search.opening else None
    asked = search.query_pairs(but={"tri"})
    return directory_cache.get_or_compute(
        "counts", (search.is_lost, asked, minute), write, alias=search.kept_in
    )


@dataclass(frozen=True)
class Written:
    """The cards of a page, ready to be read; whether some can be compared."""

    html: str
    comparable: bool


def _cards(page: "Page[Any]", base: str, moment: datetime, search: PlaceSearch) -> Written:
    """Write the cards of *page*, the same for all who ask within the minute.

    They tell the hours of the day chosen, if any, and why they answer.
    """
    chosen = search.opening.chosen if search.opening else None
    day = chosen.day if chosen else None

    def write() -> Written:
        cards = cards_of(cast(PlaceQuerySet, page.object_list), base, moment, day, search.meanings)
        html = render_to_string("directory/directory_page/_cards.html", {"cards": cards})
        return Written(html, any(card.compare for card in cards))

    asked = base, search.key, page.number, _minute(moment)
    return directory_cache.get_or_compute("cards", asked, write, alias=search.kept_in)


def _minute(moment: datetime) -> datetime:
    """Return the minute of *moment*: hours of opening change no faster."""
    return moment.replace(second=0, microsecond=0)


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
        {"label": file_format.name, "url": address(f"{base}lieux.{extension}", kept)}
        for extension, file_format in FORMATS.items()
    ]
