"""« /annuaire/ »: the list of places, its filters and what it says when nothing fits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import Pairs, address
from core.listing.facets import facets_shown
from core.listing.pagination import pagination_of
from directory.caches import directory_cache
from directory.guide.links import ROUTE
from directory.hours import weekday_date
from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from directory.search import facets
from directory.search.addresses import opening_value, pairs
from directory.search.criteria import Criteria, Opening, orders_for, read
from directory.search.places import candidates, in_order

from .cards import cards_of
from .compare import NEAR
from .compare import ROUTE as COMPARE
from .exports import FORMATS
from .finder import (
    RESULTS,
    finder_values,
    hidden_fields,
    other_communes,
    other_communes_message,
    radii,
    suggestions_url,
)
from .proposals import proposals_for
from .tags import OPENING_LABELS, active_tags, opening_label

if TYPE_CHECKING:
    from directory.models import DirectoryPage

PER_PAGE = 24
DAYS_OFFERED = 7  # in the choice of a day of opening
UNFOLDED = {"type", "service"}  # facets that show their choices at once


@require_safe
def place_list(request: HttpRequest, directory: "DirectoryPage") -> HttpResponse:
    """Show the places that fit the address, a page at a time."""
    criteria = read(request.GET)
    return render(
        request, "directory/directory_page.html", list_context(request, directory, criteria)
    )


def list_context(
    request: HttpRequest, directory: "DirectoryPage", criteria: Criteria, route: str = ""
) -> dict[str, Any]:
    """Return what the list shows for *criteria*.

    Its links and forms lead to *route* (« carte/ »), a page of the directory that lists them too.
    """
    base = directory.get_url(request)
    here = f"{base}{route}"
    asked = pairs(criteria)
    possible = candidates(criteria)
    counted = _counted(possible, criteria)
    places = in_order(facets.narrow(possible, criteria.filters), criteria)
    page = _page(places, criteria.page, counted.total)
    moment = timezone.localtime()
    cards = _cards(page, base, moment, asked)
    return {
        "page": directory,
        "base_url": base,
        "here_url": here,
        "map_url": address(f"{base}carte/", asked),
        "list_url": address(base, asked),
        "results_url": f"{here}#{RESULTS}",
        "criteria": criteria,
        "cards_html": cards.html,
        "compare_url": f"{base}{COMPARE}" if cards.comparable else "",
        "compare_keeps": hidden_fields([pair for pair in asked if pair[0] in NEAR]),
        "total": counted.total,
        "heading": heading_of(criteria, counted.total),
        "notices": criteria.notices,
        "unconfirmed_message": _unconfirmed(counted.unconfirmed),
        "pagination": pagination_of(page, here, asked),
        "facets_html": counted.facets_html,
        "openings": _openings(criteria.opening),
        "radii": radii(criteria.radius),
        "suggestions_url": suggestions_url(base),
        "guide_url": f"{base}{ROUTE}",
        "finder": finder_values(criteria),
        "finder_keeps": hidden_fields(pairs(criteria, but={"q", "commune", "lat", "lon", "rayon"})),
        "filters_keep": hidden_fields(pairs(criteria, but={*facets.BY_PARAM, "ouvert"})),
        "tags": active_tags(criteria, here, asked),
        "orders": _orders(criteria, here),
        "exports": _exports(base, asked),
        "has_examples": _has_examples(),
        "other_communes": other_communes(criteria, here, asked),
        "other_communes_message": other_communes_message(criteria),
        "proposals": None if counted.total else proposals_for(criteria, here, base, moment),
    }


def heading_of(criteria: Criteria, total: int) -> str:
    """Say how many places fit, and around what."""
    number = {0: "Aucun lieu", 1: "1 lieu"}.get(total, f"{total} lieux")
    return f"{number} {criteria.around_said()}".strip()


@dataclass(frozen=True)
class Counted:
    """What the counts of a search come to: two numbers, and the filters ready to be read."""

    total: int
    unconfirmed: int
    facets_html: str


def _counted(possible: PlaceQuerySet, criteria: Criteria) -> Counted:
    """Count the places and write the filters; kept, for the minute where they change with it."""

    def count() -> Counted:
        tally = facets.count(possible, criteria.filters)
        shown = facets_shown(
            facets.TITLES,
            criteria.choices,
            criteria.filters,
            numbers=tally.numbers,
            unfolded=UNFOLDED,
        )
        html = render_to_string("directory/directory_page/_facets.html", {"facets": shown})
        return Counted(tally.total, tally.unconfirmed, html)

    minute = _minute(timezone.localtime()) if criteria.opening else None
    return directory_cache.get_or_compute("counts", (pairs(criteria, but={"tri"}), minute), count)


def _page(places: PlaceQuerySet, number: int, total: int) -> "Page[Any]":
    """Return a page of *places*, whose *total* is known already; the last one beyond the end."""
    paginator = Paginator(places if total else places.none(), PER_PAGE)
    paginator.count = total
    return paginator.get_page(number)


@dataclass(frozen=True)
class Written:
    """The cards of a page, ready to be read; whether some can be compared."""

    html: str
    comparable: bool


def _cards(page: "Page[Any]", base: str, moment: datetime, asked: Pairs) -> Written:
    """Write the cards of *page*, the same for all who ask within the minute."""

    def write() -> Written:
        cards = cards_of(cast(PlaceQuerySet, page.object_list), base, moment)
        html = render_to_string("directory/directory_page/_cards.html", {"cards": cards})
        return Written(html, any(card.compare for card in cards))

    return directory_cache.get_or_compute(
        "cards", (base, asked, page.number, _minute(moment)), write
    )


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


def _openings(opening: Opening | None) -> list[dict[str, Any]]:
    today = timezone.localdate()
    labels = {"": "Peu importe"} | OPENING_LABELS
    for ahead in range(1, DAYS_OFFERED + 1):
        day = today + timedelta(days=ahead)
        name = weekday_date(day)
        labels[day.isoformat()] = f"Ouvert demain, {name}" if ahead == 1 else f"Ouvert le {name}"
    chosen = opening_value(opening)
    if opening and chosen not in labels:
        labels[chosen] = opening_label(opening)
    return [
        {"value": value, "label": label, "selected": value == chosen}
        for value, label in labels.items()
    ]


def _orders(criteria: Criteria, base: str) -> list[dict[str, Any]]:
    kept = pairs(criteria, but={"tri"})
    return [
        {
            "label": label,
            "url": address(base, [*kept, ("tri", order)]),
            "current": order == criteria.order,
        }
        for order, label in orders_for(criteria).items()
    ]


def _has_examples() -> bool:
    """Whether the directory shows places of the demo, which the files of the standard leave out."""
    return directory_cache.get_or_compute(
        "has-examples", (), PlacePage.objects.published().filter(is_example=True).exists
    )


def _exports(base: str, asked: Pairs) -> list[dict[str, str]]:
    kept = [(param, value) for param, value in asked if param != "tri"]
    return [
        {"label": file_format.name, "url": address(f"{base}lieux.{extension}", kept)}
        for extension, file_format in FORMATS.items()
    ]
