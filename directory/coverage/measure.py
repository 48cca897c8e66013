"""How far each commune is from the nearest place that answers, and what that makes of territories.

What is kept does not depend on the distance chosen, nor on the territory: asking another of these
measures nothing again.
"""

import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from core.cache import MEASURES
from directory.caches import directory_cache
from directory.map.drawing import dots
from directory.models import PlacePage
from directory.models.territory import NO_EPCI

from .nearest import Grid, Nearest
from .question import TERRITORIES, Question
from .spots import CommuneRow, Count, Spots, communes, spots_of, territories

NOTHING = Nearest(math.inf, 0)


class Standing(Enum):
    """Where a commune stands: near a place, near one whose hours are to be confirmed, or far."""

    NEAR = "proche"
    UNSURE = "à confirmer"
    FAR = "éloignée"


@dataclass(frozen=True)
class Measure:
    """How far each commune is from places (in the order of ``communes``), and how many answered.

    ``sure`` are surely open at the moment asked, ``nearest`` names them (primary keys); of
    ``unsure``, the hours are to be confirmed. Kilometres are endless where there are none.
    ``places`` draws where those that answer are (see ``directory.map.drawing.dots``).
    """

    sure: "array[float]"
    nearest: "array[int]"
    unsure: "array[float]"
    places: str
    number: int
    unconfirmed: int
    lost: int
    examples: int


class Reach(NamedTuple):
    """A commune, where it stands, and how far the nearest places are: endless without any.

    ``place`` is the one that surely answers (its primary key).
    """

    commune: CommuneRow
    standing: Standing
    kilometres: float
    place: int
    unsure: float


class PlaceName(NamedTuple):
    """What names a place, and the last part of its address."""

    title: str
    slug: str


@dataclass
class Territory:
    """A territory counted: all of it, then by where its communes stand; *value* names it."""

    value: str
    label: str
    whole: Count = field(default_factory=Count)
    far: Count = field(default_factory=Count)
    unsure: Count = field(default_factory=Count)

    def add(self, reach: Reach) -> None:
        """Count a commune that is not surely near."""
        count = self.far if reach.standing is Standing.FAR else self.unsure
        count.add(1, reach.commune.population)

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
        return list(self._reaches(-math.inf))

    @cached_property
    def total(self) -> Territory:
        return self._counted().get("", Territory("", ""))

    @cached_property
    def listed(self) -> list[Reach]:
        """The communes that are far, or may be, in the order asked: see ``ORDERS``."""
        found = list(self._reaches(self.question.kilometres))
        if self.question.order == "habitants":
            found.sort(key=lambda each: -each.commune.population)
        elif self.question.order == "distance":
            found.sort(key=lambda each: -each.kilometres)
        return found

    def by(self, name: str) -> list[Territory]:
        """Return the territories of one sort (``TERRITORIES``), those with the most far first."""
        found = self._counted(name)
        return sorted(found.values(), key=lambda each: (-each.far.population, each.label))

    def _reaches(self, beyond: float) -> Iterator[Reach]:
        """Yield the communes of the territory asked that are more than *beyond* km from a place."""
        limit, measure = self.question.kilometres, self.measure
        for commune, sure, place, unsure in zip(
            communes.get(), measure.sure, measure.nearest, measure.unsure, strict=True
        ):
            if sure > beyond and self._asks(commune.departement, commune.epci):
                yield Reach(commune, _standing(sure, unsure, limit), sure, place, unsure)

    def _asks(self, *pair: str) -> bool:
        """Tell whether a commune of such département and EPCI is of the territory asked."""
        return all(asked in (None, held) for asked, held in zip(self._territory, pair, strict=True))

    @cached_property
    def _territory(self) -> tuple[str | None, ...]:
        return tuple(self.question.values.get(name) for name in TERRITORIES)

    def _counted(self, name: str = "") -> dict[str, Territory]:
        """Count communes by territory of the sort *name* (``TERRITORIES``); as one without it."""
        rank = list(TERRITORIES).index(name) if name else None
        found: dict[str, Territory] = {}
        for pair, count in territories.get().items():
            if self._asks(*pair):
                value = "" if rank is None else pair[rank]
                if value not in found:
                    label = self.question.label_of(name, value) or NO_EPCI
                    found[value] = Territory(value, label)
                found[value].whole.add(count.communes, count.population)
        for each in self.listed:
            pair = each.commune.departement, each.commune.epci
            found["" if rank is None else pair[rank]].add(each)
        return found


def _standing(sure: float, unsure: float, limit: int) -> Standing:
    if sure <= limit:
        return Standing.NEAR
    return Standing.UNSURE if unsure <= limit else Standing.FAR


def coverage(question: Question, on: date) -> Coverage:
    """Answer *question* on the day *on*; measured once until the directory changes."""
    asked = (*sorted(question.of_places.items()), question.weekday, question.part, on)
    measure = directory_cache.get_or_compute(
        "coverage", asked, lambda: _measured(spots_of(question, on)), alias=MEASURES
    )
    return Coverage(question, on, measure)


def named(reaches: Iterable[Reach]) -> dict[int, PlaceName]:
    """Return the names of the places nearest to the communes of *reaches*, by key; one query."""
    nearest = {each.place for each in reaches}
    places = PlacePage.objects.published().filter(pk__in=nearest).order_by()
    return {pk: PlaceName(*rest) for pk, *rest in places.values_list("pk", "title", "slug")}


def _measured(spots: Spots) -> Measure:
    sure, unsure = Grid(spots.sure), Grid(spots.unsure)
    points = [(each.latitude, each.longitude) for each in communes.get()]
    nearest = [sure.nearest(*point) or NOTHING for point in points]
    perhaps = [unsure.nearest(*point) or NOTHING for point in points]
    return Measure(
        sure=array("d", (each.kilometres for each in nearest)),
        nearest=array("q", (each.place for each in nearest)),
        unsure=array("d", (each.kilometres for each in perhaps)),
        places=dots(point[:2] for point in (*spots.sure, *spots.unsure)),
        number=spots.number,
        unconfirmed=spots.unconfirmed,
        lost=spots.lost,
        examples=spots.examples,
    )
