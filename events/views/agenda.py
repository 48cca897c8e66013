"""« /agenda/ »: what is on, by day or by month, its filters and what it says when nothing fits."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.facets import facets_shown
from core.listing.pagination import pagination_of
from core.text.french import capitalised
from directory.views.finder import (
    RESULTS,
    finder_values,
    hidden_fields,
    other_communes,
    other_communes_message,
    radii,
    suggestions_url,
)
from events.channels import filters
from events.querysets import OccurrenceQuerySet
from events.search import facets
from events.search.addresses import WHEN, pairs
from events.search.criteria import DATES, Criteria, read
from events.search.occurrences import find
from events.search.periods import MOMENTS, month_name
from events.search.tallies import Tally, tally_of

from .cards import by_day, cards_of_page
from .channels import Followed
from .month import month_of
from .tags import NEAR, active_tags, drops, said

if TYPE_CHECKING:
    from events.models import AgendaPage

PER_PAGE = 24
ARCHIVES = "archives/"
UNFOLDED = {"type", "theme"}  # facets that show their choices at once


@require_safe
def agenda(request: HttpRequest, page: "AgendaPage") -> HttpResponse:
    """Show the dates that fit the address."""
    criteria = read(request.GET)
    base = page.get_url(request) or ""
    asked = pairs(criteria)
    followed = Followed(page, request, filters.followed(criteria))
    tally = tally_of(criteria)
    context = {
        "page": page,
        "base_url": base,
        "channels": followed.addresses(),
        "follow_url": address(f"{base}suivre/", followed.asked),
        "results_url": f"{base}#{RESULTS}",
        "heading": heading_of(criteria, tally),
        "total": tally.total,
        "notices": criteria.notices,
        "facets": facets_shown(
            facets.TITLES,
            criteria.choices,
            criteria.filters,
            numbers=tally.numbers,
            unfolded=UNFOLDED,
        ),
        "tags": active_tags(criteria, base, asked),
        "drops": [] if tally.total else drops(criteria, base),
        "other_communes": other_communes(criteria, base, asked),
        "other_communes_message": other_communes_message(criteria),
    }
    return render(
        request,
        "events/agenda_page.html",
        context | _forms(criteria, base) | _shown(criteria, tally, request, base),
    )


def heading_of(criteria: Criteria, tally: Tally) -> str:
    """Say how many dates fit, when, and around what."""
    number = "Aucune date à venir"
    if tally.total:
        number = capitalised(f"{said(tally.total, more=tally.more)} à venir")
    if criteria.month:
        number = f"{number} en {month_name(criteria.month)}"
    return f"{number} {criteria.around_said()}".strip()


def _shown(criteria: Criteria, tally: Tally, request: HttpRequest, base: str) -> dict[str, Any]:
    """Return the list of a page, or the calendar of a month."""
    asked = pairs(criteria)
    lasting = pairs(criteria, but=WHEN)
    day = criteria.period.first if criteria.period else timezone.localdate()
    views = {
        "list_url": address(base, lasting if criteria.month else asked),
        "month_url": address(base, lasting, mois=f"{criteria.month or day:%Y-%m}"),
        "archives_url": address(f"{base}{ARCHIVES}", lasting),
    }
    if criteria.month:
        return views | {"month": month_of(tally.days, criteria.month, request, base, lasting)}
    page = page_of(find(criteria), criteria.page, tally.total)
    return views | {
        "month": None,
        "is_cut": tally.more and not page.has_next(),
        "days": by_day(cards_of_page(page, request, criteria.centre)),
        "pagination": pagination_of(page, base, asked),
    }


def page_of(dates: OccurrenceQuerySet, number: int, total: int) -> "Page[Any]":
    """Return a page of *dates*, whose *total* is known already; the last one beyond the end."""
    paginator = Paginator(dates if total else dates.none(), PER_PAGE)
    paginator.count = total
    return paginator.get_page(number)


def _forms(criteria: Criteria, base: str) -> dict[str, Any]:
    """Return what the search bar and the filters show, and what each keeps of the other."""
    period = criteria.period
    return {
        "moments": _moments(criteria),
        "radii": radii(criteria.radius),
        "suggestions_url": suggestions_url(base),
        "finder": finder_values(criteria),
        "finder_keeps": hidden_fields(pairs(criteria, but={"quand", *NEAR})),
        "filters_keep": hidden_fields(pairs(criteria, but={*facets.BY_PARAM, "quand", "du", "au"})),
        "first_day": period.first.isoformat() if period else "",
        "last_day": period.last.isoformat() if period and period.last else "",
        "today": timezone.localdate().isoformat(),
    }


def _moments(criteria: Criteria) -> list[dict[str, Any]]:
    """Return the choices of a moment; the dates asked, if any, are one of them."""
    labels = {"": "Peu importe"} | MOMENTS
    period = criteria.period
    chosen = period.moment or DATES if period else ""
    if period and chosen == DATES:
        labels[DATES] = period.label
    return [
        {"value": value, "label": label, "selected": value == chosen}
        for value, label in labels.items()
    ]
