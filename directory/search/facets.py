"""Filters of the directory: how each narrows the places, and how many places each value holds.

To add a filter on a closed list, add one line to ``FACETS``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.expressions import Combinable

from core.text.words import fold
from directory.caches import directory_cache
from directory.models import (
    Departement,
    Epci,
    Label,
    LabelGrant,
    PlacePage,
    Term,
)
from directory.querysets import PlaceQuerySet

PlaceTerm = PlacePage.terms.through
TOTAL, UNCONFIRMED = "total", "unconfirmed"  # rows of the count that are no facet


@dataclass(frozen=True)
class Source:
    """Where the values of some facets are held: one row per place and value.

    ``param`` says, in the same row, to which facet the value belongs.
    """

    rows: Callable[[], QuerySet[Any, Any]]
    place: str
    param: Combinable
    value: str

    def counts(self, places: PlaceQuerySet, params: Iterable[str]) -> QuerySet[Any, Any]:
        """Rows (facet, key, number): how many of *places* hold each value of *params*."""
        return (
            self.rows()
            .filter(**{f"{self.place}__in": places.order_by().values("pk")})
            .annotate(facet=self.param)
            .filter(facet__in=params)
            .values("facet", key=F(self.value))
            .annotate(number=Count("pk"))
            .order_by()
        )

    def places(self, param: str, **lookup: Any) -> QuerySet[Any, Any]:
        """Ids of the places that hold the value."""
        rows = self.rows().annotate(facet=self.param).filter(facet=param, **lookup)
        return rows.values(self.place)


def _constant(text: str) -> Value:
    return Value(text, output_field=CharField())


TERMS = Source(PlaceTerm.objects.all, "placepage", F("term__vocabulary"), "term__slug")
LABELS = Source(LabelGrant.objects.valid, "place", _constant("label"), "label__slug")
DEPARTEMENTS = Source(
    PlacePage.objects.all, "pk", _constant("departement"), "commune__departement_id"
)
EPCIS = Source(PlacePage.objects.all, "pk", _constant("epci"), "commune__epci_id")


@dataclass(frozen=True)
class Facet:
    """A filter. With several values, a place must have one of them, or ``every`` one.

    ``param`` is its name in the address; for a closed list, it is also the list's name.
    """

    param: str
    title: str
    source: Source = TERMS
    every: bool = False

    def narrow(self, places: PlaceQuerySet, values: list[str]) -> PlaceQuerySet:
        """Keep of *places* those that hold the *values*."""
        if not self.every:
            any_of = {f"{self.source.value}__in": values}
            return places.filter(pk__in=self.source.places(self.param, **any_of))
        for value in values:
            lookup = {self.source.value: value}
            places = places.filter(pk__in=self.source.places(self.param, **lookup))
        return places


FACETS = (
    Facet("type", "Type de lieu"),
    Facet("service", "Besoin", every=True),
    Facet("label", "Label", LABELS),
    Facet("equipement", "Équipements", every=True),
    Facet("coworking", "Offre de coworking", every=True),
    Facet("public", "Publics accueillis"),
    Facet("frais", "Prix"),
    Facet("acces", "Comment y accéder"),
    Facet("departement", "Département", DEPARTEMENTS),
    Facet("epci", "Intercommunalité", EPCIS),
)
BY_PARAM = {facet.param: facet for facet in FACETS}
TITLES = {facet.param: facet.title for facet in FACETS}


def narrow(places: PlaceQuerySet, filters: dict[str, list[str]], but: str = "") -> PlaceQuerySet:
    """Apply all *filters* (values by parameter), *but* one when it is named."""
    for param, values in filters.items():
        if param != but:
            places = BY_PARAM[param].narrow(places, values)
    return places


@dataclass
class Tally:
    """How many places fit, how many of them with hours to confirm, and how many by filter."""

    total: int = 0
    unconfirmed: int = 0
    numbers: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def count(places: PlaceQuerySet, filters: dict[str, list[str]]) -> Tally:
    """Count the places, by facet and value too, in one query.

    Args:
        places: the places before any filter.
        filters: the values asked, by parameter.

    Returns:
        Under each parameter, the number of places that a visitor would see by (also) choosing the
        value. Where one value is enough, the facet's own choice is left out of its counts.
    """
    narrowed = narrow(places, filters)
    branches = [total(narrowed, TOTAL)]
    if "hours_unknown" in narrowed.query.annotations:
        branches.append(total(narrowed.filter(hours_unknown=1), UNCONFIRMED))
    open_choice = [param for param in filters if not BY_PARAM[param].every]
    for source in (TERMS, LABELS, DEPARTEMENTS, EPCIS):
        params = [facet.param for facet in FACETS if facet.source is source]
        usual = [param for param in params if param not in open_choice]
        if usual:
            branches.append(source.counts(narrowed, usual))
        branches += [
            source.counts(narrow(places, filters, but=param), [param])
            for param in params
            if param in open_choice
        ]
    tally = Tally()
    for row in branches[0].union(*branches[1:], all=True):
        tally.numbers[row["facet"]][row["key"]] = row["number"]
    tally.total = tally.numbers.pop(TOTAL, {}).get("", 0)
    tally.unconfirmed = tally.numbers.pop(UNCONFIRMED, {}).get("", 0)
    return tally


def total(places: PlaceQuerySet, name: str) -> QuerySet[Any, Any]:
    """Row (facet, key, number) that counts *places* under *name*."""
    return (
        PlacePage.objects.filter(pk__in=places.order_by().values("pk"))
        .annotate(facet=_constant(name), key=_constant(""))
        .values("facet", "key")
        .annotate(number=Count("pk"))
        .order_by()
    )


def choices() -> dict[str, dict[str, str]]:
    """Return, for each parameter, the values that exist and what visitors read."""
    return directory_cache.get_or_compute("choices", (), _read_choices)


def _read_choices() -> dict[str, dict[str, str]]:
    lists = [facet.param for facet in FACETS if facet.source is TERMS]
    found = read_options(
        lists,
        options(Label.objects.all(), "label", "slug"),
        options(Departement.objects.all(), "departement", "code"),
        options(Epci.objects.all(), "epci", "siren"),
    )
    return {facet.param: found.get(facet.param, {}) for facet in FACETS}


def read_options(lists: Iterable[str], *named: QuerySet[Any, Any]) -> dict[str, dict[str, str]]:
    """Return the values of filters and what visitors read, by parameter, in one query.

    Args:
        lists: the closed lists among the filters.
        named: the ``options`` of the others.
    """
    terms = Term.objects.filter(vocabulary__in=lists).order_by()
    rows = terms.values_list("vocabulary", "slug", "plain_label", "label", "order")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for param, value, plain, label, _ in sorted(
        rows.union(*named, all=True), key=lambda row: (row[4], fold(row[3]))
    ):
        found[param][value] = plain or label
    return found


def options(rows: QuerySet[Any, Any], param: str, key: str) -> QuerySet[Any, Any]:
    """Return what ``read_options`` reads of *rows*, whose label is their name."""
    return (
        rows.order_by()
        .annotate(facet=_constant(param), plain=_constant(""), rank=Value(0))
        .values_list("facet", key, "plain", "name", "rank")
    )
