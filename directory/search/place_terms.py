"""The terms of places that are shown, without the places."""

from collections import defaultdict

from directory.search.needs import PlaceTerm


def terms_of(places: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the terms (list, slug) of each of the *places* of these pks, in one query."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    held = PlaceTerm.objects.filter(placepage__in=places).order_by("term__order", "pk")
    for place, *term in held.values_list("placepage", "term__vocabulary", "term__slug"):
        found[place].append((term[0], term[1]))
    return found
