"""« /agenda/ »: what is on, by day or by month, its filters and what it says when nothing fits."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.facets import facets_shown
from core.listing.pagination import page_of, pagination_of
from core.listing.titles import title_of
from core.text.french import capitalised, uncapitalised
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
from directory.models import DirectoryPage
from directory.search.near import NEAR
from directory.search.passages import ROUTE, passages_near
from directory.views.place_list import ASK_WHERE
from events.channels import filters
from events.search.events import EventSearch
from events.search.periods import DATES, MOMENTS, Period, month_name
from events.search.tallies import AgendaTally, tally_of

from .cards import Day, by_day, cards_of_page
from .channels import Followed
from .month import month_of
from .proposals import drops, said

if TYPE_CHECKING:
    from events.models import AgendaPage

PER_PAGE = 24
ARCHIVES = "archives/"
FINDER = {"q", "quand", *NEAR}  # the parameters of the search bar
SAID = {"q", "mois", *NEAR}  # those that the heading tells
OF_PASSAGES = {*NEAR, "quand", "du", "au"}  # what a line on those who pass answers
UNFOLDED = {"type", "theme"}  # closed lists that show their choices at once


@require_safe
def agenda(request: HttpRequest, page: "AgendaPage") -> HttpResponse:
    """Show the dates that fit the address."""
    search = EventSearch.read(request.GET)
    base = page.get_url(request) or ""
    followed = Followed(page, request, filters.followed(search))
    tally = tally_of(search)
    context = {
        "page": page,
        "base_url": base,
        "channels": followed.addresses(),
        "follow_url": address(f"{base}suivre/", followed.asked),
        "results_url": f"{base}#{RESULTS}",
        "heading": (heading := heading_of(search, tally)),
        "title": f"{lost_commune(search.near)}{title_of(search, heading, said=SAID)}",
        "total": tally.total,
        "notices": search.notices,
        "text": search.text.typed,
        "asked": asked_line(search.text.typed, search.near, said_period(search)),
        "is_used": bool(search.pairs) or search.page > 1,
        "is_lost": search.is_lost,
        "filters_chosen": str(len(search.only(*in_panel(search)).labels()) or ""),
        "understood": [*search.near.notices, *search.text.notices],
        "facets": facets_shown(
            search.closed_lists(),
            search.known,
            search.chosen,
            numbers=tally.numbers,
            unfolded=UNFOLDED,
        ),
        "tags": search.tags(base),
        "drops": [] if tally.total else drops(tally.fitting, base),
        "other_communes": other_communes(search.near, base, search.pairs),
        "other_communes_message": other_communes_message(search.near),
    }
    return render(
        request,
        "events/agenda_page.html",
        context | _forms(search, base) | _shown(search, tally, request, base),
    )


def heading_of(search: EventSearch, tally: AgendaTally) -> str:
    """Say how many dates fit, when, and around what."""
    if search.is_lost:
        return ASK_WHERE
    number = "Aucune date à venir"
    if tally.total:
        number = capitalised(f"{said(tally.total)} à venir")
    if search.month:
        number = f"{number} en {month_name(search.month)}"
    what = f"pour «\u00a0{search.text.sought}\u00a0»" if search.text.sought else ""
    return " ".join(filter(None, [number, what, search.near.said()]))


def _shown(
    search: EventSearch, tally: AgendaTally, request: HttpRequest, base: str
) -> dict[str, Any]:
    """Return the list of a page, or the calendar of a month."""
    lasting = search.lasting().pairs
    views: dict[str, Any] = {
        "passages": None,
        "list_url": address(base, lasting if search.month else search.pairs),
        "month_url": address(base, lasting, mois=_month_shown(search, [])),
        "archives_url": address(f"{base}{ARCHIVES}", lasting),
    }
    if search.month:
        month = month_of(tally.days, search.month, request, base, lasting)
        return views | {"month": month, "pagination": None, "passages": None}
    page = page_of(tally.rows, search.page, tally.total, PER_PAGE)
    days = by_day(cards_of_page(page, request, search.near.centre))
    return views | {
        "month": None,
        "passages": _passages(search) if page.number == 1 else None,
        "month_url": address(base, lasting, mois=_month_shown(search, days)),
        "days": days,
        "pagination": pagination_of(page, base, search.pairs),
    }


def _passages(search: EventSearch) -> dict[str, str] | None:
    """Return what tells of the places that pass there then; None where none does.

    They are no dates of the agenda: a bus that comes each week would drown the workshops. A line
    says the next one, and leads to all of them; not to who asks for dates of some kind.
    """
    other = {name for name, _ in search.pairs} - OF_PASSAGES
    directory = DirectoryPage.open_to_all() if search.near and not other else None
    if directory is None:
        return None
    period = search.period
    first, last = (period.first, period.last) if period else (None, None)
    found = passages_near(search.near, timezone.localtime(), first, last)
    if not found:
        return None
    others = len(found) - 1
    more = {0: "", 1: " Et un autre passage."}.get(others, f" Et {others} autres passages.")
    one_day = period.first.isoformat() if period and period.first == period.last else ""
    return {
        "sentence": f"{found[0].title}\u00a0: {uncapitalised(found[0].passage.sentence)}.{more}",
        "url": address(
            f"{directory.get_url()}{ROUTE}",
            [*search.query_pairs(only=NEAR), *([("ouvert", one_day)] if one_day else [])],
        ),
    }


def _month_shown(search: EventSearch, days: list[Day]) -> str:
    """Return the month to open: that of the period asked, or that of most dates of the list.

    On the last days of a month, its calendar would be all but empty.
    """
    if search.period:
        return f"{search.period.first:%Y-%m}"
    months = Counter({f"{timezone.localdate():%Y-%m}": 0})
    for day in days:
        months[day.iso[:7]] += len(day.cards)
    return months.most_common(1)[0][0]


def _forms(search: EventSearch, base: str) -> dict[str, Any]:
    """Return what the search bar and the filters show, and what each keeps of the other."""
    period = None if search.month else search.period
    return {
        "moments": _moments(period),
        "radii": radii(search.near.radius),
        "suggestions_url": suggestions_url(base),
        "finder": finder_values(search.near),
        "finder_keeps": hidden_fields(search.query_pairs(but=FINDER)),
        "filters_keep": hidden_fields(search.query_pairs(but=in_panel(search))),
        "first_day": period.first.isoformat() if period else "",
        "last_day": period.last.isoformat() if period and period.last else "",
        "today": timezone.localdate().isoformat(),
    }


def in_panel(search: EventSearch) -> set[str]:
    """Return the parameters that the panel of filters asks."""
    return {each.name for each in search.closed_lists()} | {"quand", "du", "au"}


def said_period(search: EventSearch) -> str:
    """Return the days asked, as the search bar says them; a month is a view, not a question."""
    return search.period.label if search.period and not search.month else ""


def _moments(period: Period | None) -> list[dict[str, Any]]:
    """Return the choices of a moment; the dates asked, if any, are one of them."""
    labels = {"": "Peu importe"} | MOMENTS
    chosen = period.moment or DATES if period else ""
    if period and chosen == DATES:
        labels[DATES] = period.label
    return [
        {"value": value, "label": label, "selected": value == chosen}
        for value, label in labels.items()
    ]
