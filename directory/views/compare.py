"""« /annuaire/comparer/ »: up to three tiers-lieux side by side."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import Pairs, address
from core.listing.params import MAX_VALUES, clean_text
from core.text.formats import distance
from core.text.french import enumerate_french
from directory import presenters
from directory.comparison import compare, with_details
from directory.finder import (
    finder_values,
    other_communes,
    other_communes_message,
    suggestions_url,
)
from directory.models import Kind, PlacePage, Vocabulary
from directory.search.named_places import find_named
from directory.search.near import Centre
from directory.search.places import PlaceSearch
from directory.search.rounds import nearest, with_distances
from directory.search.sentences import WHERE

if TYPE_CHECKING:
    from directory.models import DirectoryPage

ROUTE = "comparer/"  # below the address of the directory
MOST = 3
SUGGESTED = 4
PARAM = "lieu"


@dataclass
class Choice:
    """The places to compare, and what had to be left out, in French."""

    places: list[PlacePage] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@require_safe
def compare_places(request: HttpRequest, directory: "DirectoryPage") -> HttpResponse:
    """Show the places of the address side by side."""
    base = directory.get_url(request)
    search = PlaceSearch.read(request.GET)
    centre, near = search.near.centre, search.query_pairs(only=WHERE)
    typed = [clean_text(value) for value in request.GET.getlist(PARAM)[:MAX_VALUES]]
    choice = _chosen([slug for slug in typed if slug], centre)
    chosen = choice.places
    found = compare(chosen, timezone.localtime())
    context = {
        "base_url": base,
        "here_url": f"{base}{ROUTE}",
        "crumbs": [{"title": directory.title, "url": base}],
        "heading": _heading(chosen),
        "notices": choice.notices,
        "places": [_column(place, chosen, base, near) for place in chosen],
        "comparison": found,
        "suggestions": _suggestions(chosen, centre, base, near),
        "list_url": address(base, [*near, ("type", Kind.TIERS_LIEU.value)]),
        "finder": finder_values(search.near),
        "suggestions_url": suggestions_url(base),
        "other_communes": other_communes(search.near, f"{base}{ROUTE}", near),
        "other_communes_message": other_communes_message(search.near),
    }
    return render(request, "directory/compare.html", context)


def compare_url(place: PlacePage, base: str) -> str:
    """Return where *place* is compared with others; empty when it is no tiers-lieu.

    Args:
        place: with its terms at hand.
        base: address of the directory, with its final slash.
    """
    return _address([place.slug], base, []) if _is_tiers_lieu(place) else ""


def _tiers_lieux() -> Any:
    return PlacePage.objects.published().of_kind(Kind.TIERS_LIEU.value)


def _chosen(slugs: list[str], centre: Centre | None) -> Choice:
    """Read the places of *slugs*, in their order; at most three, and only tiers-lieux."""
    choice = Choice()
    unique = list(dict.fromkeys(slugs))
    if len(unique) < len(slugs):
        choice.notices.append("Un même lieu était choisi deux fois : il n’est montré qu’une fois.")
    places = with_details(PlacePage.objects.published())
    if centre:
        places = with_distances(places, centre)
    found = find_named(places, unique)
    for slug in unique:
        place = found.get(slug)
        if place in choice.places:
            continue  # by its name of today and by a former one
        if place is None:
            choice.notices.append(f"Nous ne connaissons pas le lieu « {slug} ».")
        elif not _is_tiers_lieu(place):
            choice.notices.append(
                f"« {place.title} » n’est pas un tiers-lieu : nous ne comparons qu’eux."
            )
        elif len(choice.places) == MOST:
            choice.notices.append(
                f"« {place.title} » n’est pas dans le tableau : nous comparons trois lieux au plus."
            )
        else:
            choice.places.append(place)
    return choice


def _is_tiers_lieu(place: PlacePage) -> bool:
    return any(term.slug == Kind.TIERS_LIEU for term in place.terms_of(Vocabulary.KIND))


def _heading(places: list[PlacePage]) -> str:
    names = [place.title for place in places]
    if len(names) < 2:
        return "Comparer des tiers-lieux"
    return f"Comparer {enumerate_french(names)}"


def _address(slugs: list[str], base: str, near: Pairs) -> str:
    return address(f"{base}{ROUTE}", [*((PARAM, slug) for slug in slugs), *near])


def _column(place: PlacePage, chosen: list[PlacePage], base: str, near: Pairs) -> dict[str, Any]:
    others = [other.slug for other in chosen if other is not place]
    return {
        "title": place.title,
        "commune": place.commune.name,
        "url": f"{base}{place.slug}/",
        "contact": presenters.contact_of(place),
        "remove_url": _address(others, base, near),
    }


def _suggestions(
    chosen: list[PlacePage], centre: Centre | None, base: str, near: Pairs
) -> list[dict[str, str]]:
    """Return tiers-lieux to add, the nearest to the first chosen (or to the point) first."""
    if len(chosen) >= MOST:
        return []
    slugs = [place.slug for place in chosen]
    places = _tiers_lieux().but(*slugs).select_related("commune").defer("body")
    points = (
        Centre(place.latitude, place.longitude)
        for place in chosen
        if place.latitude is not None
        and place.longitude is not None
        and not presenters.moves(place)
    )
    around = next(points, centre)
    places = nearest(places, around) if around else places.by_name()
    return [
        {
            "label": f"{place.title}, {place.commune.name}",
            "distance": distance(getattr(place, "distance", None)),
            "url": _address([*slugs, place.slug], base, near),
        }
        for place in places[:SUGGESTED]
    ]
