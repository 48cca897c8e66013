"""Pôles de proximité: that of a commune, and what is in the territory of one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from core.pages.access import open_to_all
from directory.caches import directory_cache
from directory.map.territory import TerritoryMap, territory_map
from directory.models import Commune, PlacePage, PolePage
from directory.models.territory import NO_EPCI
from directory.querysets import PlaceQuerySet

from .named_places import lasting_name, number_in
from .rounds import rounds


@dataclass(frozen=True, slots=True)
class PoleLink:
    """A pôle that anyone may read, as other pages name it."""

    title: str
    url: str
    is_example: bool
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Territories:
    """The published pôles, and the keys of those that answer for each commune and each EPCI."""

    links: dict[int, PoleLink] = field(default_factory=dict)
    communes: dict[str, list[int]] = field(default_factory=dict)
    epcis: dict[str, list[int]] = field(default_factory=dict)

    def of(self, commune: str, epci: str | None) -> list[PoleLink]:
        """Return the pôles of the commune *commune* of the intercommunalité *epci*, by their keys.

        A commune may be given by itself, with its EPCI, or twice: each pôle is named once.
        """
        keys = [*self.communes.get(commune, ()), *self.epcis.get(epci or "", ())]
        return [self.links[key] for key in dict.fromkeys(keys)]


def open_sheet(pole: PolePage) -> PlacePage | None:
    """Return the sheet of *pole* in the directory, where anyone may read it."""
    return PlacePage.objects.published().filter(pk=pole.sheet_id).first()


def territories() -> Territories:
    """Return who answers for what; no query while it is kept."""
    return directory_cache.get_or_compute("poles", (), _read)


def _read() -> Territories:
    poles = published_poles().prefetch_related("communes", "epcis")
    found = Territories()
    for pole in poles:
        found.links[pole.pk] = PoleLink(
            pole.title, pole.get_url() or "", pole.is_example, pole.phone, pole.email
        )
        for commune in pole.communes.all():
            found.communes.setdefault(commune.pk, []).append(pole.pk)
        for epci in pole.epcis.all():
            found.epcis.setdefault(epci.pk, []).append(pole.pk)
    return found


def published_poles() -> QuerySet[Any]:
    """Return the pôles that anyone may read, in the order of their names."""
    poles: QuerySet[Any] = open_to_all(PolePage.objects.all()).order_by("title", "pk")
    return poles


def poles_of(commune: Commune) -> list[PoleLink]:
    """Return the pôles that answer for *commune*: none, one, or several, which staff are told of.

    Nobody chooses among several in silence: all are shown.
    """
    return territories().of(commune.pk, commune.epci_id)


def find_poles(names: Iterable[str]) -> dict[str, PolePage]:
    """Return the published pôles that *names* name, by name: a slug, or a ``lasting_name``."""
    asked = set(names)
    numbers = filter(None, map(number_in, asked))
    poles = published_poles().filter(Q(slug__in=asked) | Q(pk__in=list(numbers)))
    return {
        name: pole for pole in poles for name in (pole.slug, lasting_name(pole)) if name in asked
    }


def communes_of(pole: PolePage, *, in_memory: bool = False) -> QuerySet[Commune]:
    """Return the communes of the territory of *pole*.

    Args:
        in_memory: whether it is a version that is not in the database: a preview, a form.
    """
    if not in_memory:
        return communes_of_poles([pole.pk])
    codes = [commune.pk for commune in pole.communes.all()]
    return _communes(codes, [epci.pk for epci in pole.epcis.all()])


def communes_of_poles(pks: Iterable[int]) -> QuerySet[Commune]:
    """Return the communes of the territories of the pôles *pks*, each once."""
    poles = list(pks)
    one_by_one = PolePage.communes.through.objects.filter(polepage__in=poles)
    whole = PolePage.epcis.through.objects.filter(polepage__in=poles)
    return _communes(one_by_one.values("commune"), whole.values("epci"))


def _communes(codes: Any, sirens: Any) -> QuerySet[Commune]:
    return Commune.objects.filter(Q(pk__in=codes) | Q(epci__in=sirens)).order_by("name", "pk")


def places_in(communes: QuerySet[Commune]) -> PlaceQuerySet:
    """Return the published places of *communes*, with those that stop there."""
    lasting = rounds.get().lasting()
    codes = {commune.pk for commune in communes} if lasting else set()
    coming = [
        place
        for place, stops in lasting.items()
        if any(stop["insee_code"] in codes for stop in stops)
    ]
    places: PlaceQuerySet = PlacePage.objects.published()
    return places.in_territory(communes.order_by().values("pk"), coming)


def communes_without(communes: QuerySet[Commune], places: PlaceQuerySet) -> list[Commune]:
    """Return those of *communes* where none of *places* stands nor stops."""
    held = set(places.order_by().values_list("commune", flat=True))
    for stops in rounds.get().lasting().values():
        held |= {stop["insee_code"] for stop in stops}
    return [commune for commune in communes if commune.pk not in held]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What of an intercommunalité is in no pôle: its communes, of ``total``."""

    name: str
    communes: list[str]
    total: int

    @property
    def is_whole(self) -> bool:
        return len(self.communes) == self.total


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the published pôles answer for, drawn, and what they leave."""

    map: TerritoryMap | None
    uncovered: list[Uncovered]


def coverage() -> Coverage:
    """Return what is in a published pôle and what is in none; no query while it is kept."""
    return directory_cache.get_or_compute("poles-coverage", (), _read_coverage)


def _read_coverage() -> Coverage:
    known, points = territories(), []
    totals: Counter[str] = Counter()
    left: dict[str, list[str]] = {}
    for commune in Commune.objects.select_related("epci").order_by("name", "pk"):
        epci = commune.epci.name if commune.epci else NO_EPCI
        totals[epci] += 1
        if known.of(commune.pk, commune.epci_id):
            points.append((commune.longitude, commune.latitude))
        else:
            left.setdefault(epci, []).append(commune.name)
    uncovered = [Uncovered(epci, names, totals[epci]) for epci, names in sorted(left.items())]
    return Coverage(territory_map(points, zoom=False), uncovered)


@dataclass(frozen=True, slots=True)
class PolesOfCommune:
    """A commune that no pôle answers for, or several: a line of the report of staff."""

    insee_code: str
    name: str
    departement: str
    epci: str
    population: int
    poles: str


def badly_covered() -> list[PolesOfCommune]:
    """Return the communes in several pôles, then those in none, the most inhabited first."""
    known = territories()
    communes = Commune.objects.select_related("departement", "epci").order_by("-population", "pk")
    found = [(commune, known.of(commune.pk, commune.epci_id)) for commune in communes]
    several = [(commune, poles) for commune, poles in found if len(poles) > 1]
    none = [(commune, poles) for commune, poles in found if not poles]
    return [_line(commune, poles) for commune, poles in several + none]


def _line(commune: Commune, poles: Sequence[PoleLink]) -> PolesOfCommune:
    return PolesOfCommune(
        insee_code=commune.pk,
        name=commune.name,
        departement=commune.departement.name,
        epci=commune.epci.name if commune.epci else NO_EPCI,
        population=commune.population,
        poles=", ".join(pole.title for pole in poles) or "Aucun",
    )


def shared_with_others(pole: PolePage) -> dict[str, list[str]]:
    """Return the communes that *pole* shares with other published ones, by the title of these.

    An overlap may be wished: staff are told, nothing is refused.
    """
    known = territories()
    shared: dict[str, list[str]] = {}
    for code, name, siren in communes_of(pole, in_memory=True).values_list("pk", "name", "epci"):
        for other in _others(known.of(code, siren), pole):
            shared.setdefault(other.title, []).append(name)
    return shared


def _others(poles: Iterable[PoleLink], pole: PolePage) -> list[PoleLink]:
    own = territories().links.get(pole.pk)
    return [other for other in poles if other != own]
