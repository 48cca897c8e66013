"""« /annuaire/passages/ »: when the places that move pass near somewhere."""

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.text.formats import distance
from core.text.french import capitalised, weekday_date
from directory.finder import (
    finder_values,
    other_communes,
    other_communes_message,
    radii,
    suggestions_url,
)
from directory.hours import days_offered
from directory.search.near import NEAR, Near
from directory.search.opening import Opening
from directory.search.passages import ROUTE, PlacePassage, passages_near
from directory.search.places import PlaceSearch

if TYPE_CHECKING:
    from directory.models import DirectoryPage


@require_safe
def passages(request: HttpRequest, directory: "DirectoryPage") -> HttpResponse:
    """List the passages near the commune asked, on the day or the half-day asked."""
    base, moment = directory.get_url(request) or "", timezone.localtime()
    search = PlaceSearch.read(request.GET)
    near, chosen = search.near, search.opening.chosen if search.opening else None
    here = f"{base}{ROUTE}"
    found = []
    if not search.is_lost:
        day, part = (chosen.day, chosen.part) if chosen else (None, None)
        found = passages_near(near, moment, day, day, part)
    kept = search.query_pairs(only=[*NEAR, "ouvert"])
    return render(
        request,
        "directory/passages.html",
        {
            "crumbs": [{"title": directory.title, "url": base}],
            "base_url": base,
            "here_url": here,
            "heading": heading_of(len(found), near),
            "days": by_day(found, near, base),
            "notices": search.notices,
            "understood": near.notices,
            "finder": finder_values(near),
            "radii": radii(near.radius),
            "suggestions_url": suggestions_url(base),
            "moments": _moments(search.opening),
            "other_communes": other_communes(near, here, kept),
            "other_communes_message": other_communes_message(near),
            "agenda_widening": address(here, search.query_pairs(only=NEAR)) if chosen else "",
            "is_bare": not request.GET,
        },
    )


def heading_of(number: int, near: Near) -> str:
    """Say how many passages there are, and around what."""
    said = {0: "Aucun passage", 1: "1 passage"}.get(number, f"{number} passages")
    return f"{said} {near.said()}".strip()


def by_day(found: list[PlacePassage], near: Near, base: str) -> list[dict[str, Any]]:
    """Return the passages under the name of their day, each as a line shows it."""

    def day_of(each: PlacePassage) -> date:
        return each.passage.day

    return [
        {
            "iso": day.isoformat(),
            "title": capitalised(weekday_date(day)),
            "passages": [_line(each, near, base) for each in group],
        }
        for day, group in groupby(found, key=day_of)
    ]


def _line(each: PlacePassage, near: Near, base: str) -> dict[str, Any]:
    stop = each.passage.stop
    kilometres = None
    if near.centre:
        kilometres = near.centre.kilometres_to(stop["latitude"], stop["longitude"])
    return {
        "times": stop["times"],
        "where": ", ".join(filter(None, [stop["commune"], stop["spot"]])),
        "note": stop["note"],
        "distance": distance(kilometres),
        "title": each.title,
        "url": f"{base}{each.slug}/",
        "is_example": each.is_example,
    }


def _moments(opening: Opening | None) -> list[dict[str, Any]]:
    """Return the days and half-days to choose among; the one asked is there."""
    labels = {"": "Dans les deux semaines"}
    for offered in days_offered(timezone.localdate()):
        labels |= {each.value: capitalised(each.label) for each in offered}
    chosen = opening.chosen if opening else None
    if chosen:
        labels.setdefault(chosen.value, capitalised(chosen.label))
    value = chosen.value if chosen else ""
    return [{"value": each, "label": labels[each], "selected": each == value} for each in labels]
