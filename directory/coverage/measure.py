"""How far each commune is from the nearest place that answers, and what that makes of territories.

What is kept does not depend on the distance chosen, nor on the territory: asking another of these
measures nothing again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from core.cache import IN_PROCESS
from directory.caches import directory_cache
from directory.models import PlacePage

from .nearest import Grid, Nearest
from .question import TERRITORIES, Question
from .spots import CommuneRow, Spots, communes, spots_of


class Standing(Enum):
    """Where a commune stands: near a place, near one whose hours are to be confirmed, or far."""

    NEAR = "proche"
    UNSURE = "à confirmer"
    FAR = "éloignée"


@dataclass(frozen=True)
class Measure:
    """The nearest place to each commune (in the order of ``communes``), and how many answered.

    ``sure`` are surely open at the moment asked; of ``unsure``, the hours are to be confirmed.
    """

    sure: list[Nearest | None]
    unsure: list[Nearest | None]
    points: list[tuple[float, float]]  # where those that answer are: latitude and longitude
    number: int
    unconfirmed: int
    lost: int
    examples: int


@dataclass(frozen=True, slots=True)
class Reach:
    """A commune and the nearest place that surely answers, and that may."""

    commune: CommuneRow
    sure: Nearest | None
    unsure: Nearest | None

    def standing(self, kilometres: int) -> Standing:
        if self.sure and self.sure.kilometres <= kilometres:
            return Standing.NEAR
        if self.unsure and self.unsure.kilometres <= kilometres:
            return Standing.UNSURE
        return Standing.FAR

    @property
    def kilometres(self) -> float | None:
        """How far the nearest place is; None where there are none."""
        return self.sure.kilometres if self.sure else None


class PlaceName(NamedTuple):
    """What names a place, and the last part of its address."""

    title: str
    slug: str


@dataclass
class Count:
    """Some communes of a territory, and who lives there."""

    communes: int = 0
    population: int = 0

    def add(self, commune: CommuneRow) -> None:
        self.communes += 1
        self.population += commune.population


@dataclass
class Territory:
    """A territory counted: all of it, then by where its communes stand; *value* names it."""

    value: str
    label: str
    whole: Count
    far: Count
    unsure: Count

    @property
    def percent(self) -> float:
        """The part of its inhabitants who live far, in hundredths."""
        return 100 * self.far.population / self.whole.population if self.whole.population else 0.0


@dataclass(frozen=True)
class Coverage:
    """What is answered to *question*, on the day *on*."""

    question: Question
    on: date
    measure: Measure

    @cached_property
    def reaches(self) -> list[Reach]:
        """The communes of the territory asked, by name."""
        asked = {name: self.question.values.get(name) for name in TERRITORIES}
        return [
            Reach(commune, sure, unsure)
            for commune, sure, unsure in zip(
                communes.get(), self.measure.sure, self.measure.unsure, strict=True
            )
            if asked["departement"] in (None, commune.departement)
            and asked["epci"] in (None, commune.epci)
        ]

    def standing(self, reach: Reach) -> Standing:
        return reach.standing(self.question.kilometres)

    @cached_property
    def total(self) -> Territory:
        return self._counted("", "", self.reaches)

    @cached_property
    def listed(self) -> list[Reach]:
        """The communes that are far, or may be, in the order asked: see ``ORDERS``."""
        found = [each for each in self.reaches if self.standing(each) is not Standing.NEAR]
        if self.question.order == "habitants":
            found.sort(key=lambda each: -each.commune.population)
        elif self.question.order == "distance":
            found.sort(key=lambda each: -_or_endless(each.kilometres))
        return found

    def by(self, name: str) -> list[Territory]:
        """Return the territories of one sort (``TERRITORIES``), those with the most far first."""
        grouped: dict[str, list[Reach]] = defaultdict(list)
        for each in self.reaches:
            value = each.commune.epci if name == "epci" else each.commune.departement
            grouped[value].append(each)
        found = [
            self._counted(value, self._named(name, value), reaches)
            for value, reaches in grouped.items()
        ]
        return sorted(found, key=lambda each: (-each.far.population, each.label))

    def _named(self, name: str, value: str) -> str:
        return self.question.label_of(name, value) or "Sans intercommunalité"

    def _counted(self, value: str, label: str, reaches: Iterable[Reach]) -> Territory:
        found = Territory(value, label, Count(), Count(), Count())
        for each in reaches:
            found.whole.add(each.commune)
            standing = self.standing(each)
            if standing is Standing.FAR:
                found.far.add(each.commune)
            elif standing is Standing.UNSURE:
                found.unsure.add(each.commune)
        return found


def coverage(question: Question, on: date) -> Coverage:
    """Answer *question* on the day *on*; measured once until the directory changes."""
    asked = (*sorted(question.of_places.items()), question.weekday, question.part, on)
    measure = directory_cache.get_or_compute(
        "coverage", asked, lambda: _measured(spots_of(question, on)), alias=IN_PROCESS
    )
    return Coverage(question, on, measure)


def named(reaches: Iterable[Reach]) -> dict[int, PlaceName]:
    """Return the names of the places nearest to the communes of *reaches*, by key; one query."""
    nearest = {each.sure.place for each in reaches if each.sure}
    places = PlacePage.objects.published().filter(pk__in=nearest).order_by()
    return {pk: PlaceName(*rest) for pk, *rest in places.values_list("pk", "title", "slug")}


def _measured(spots: Spots) -> Measure:
    sure, unsure = Grid(spots.sure), Grid(spots.unsure)
    points = [(each.latitude, each.longitude) for each in communes.get()]
    return Measure(
        sure=[sure.nearest(*point) for point in points],
        unsure=[unsure.nearest(*point) for point in points],
        points=sorted({point[:2] for point in (*spots.sure, *spots.unsure)}),
        number=spots.number,
        unconfirmed=spots.unconfirmed,
        lost=spots.lost,
        examples=spots.examples,
    )


def _or_endless(kilometres: float | None) -> float:
    return float("inf") if kilometres is None else kilometres
