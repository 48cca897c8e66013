"""Where the public is received: at the address of a place, and where one that moves stops."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models.functions import Coalesce

from core.cache import HeldValue
from directory.caches import directory_cache
from directory.models import Commune, PlacePage, Vocabulary
from directory.rounds import is_over
from directory.search.bitmaps import PlaceBitmaps, place_bitmaps
from directory.search.needs import RECEIVES_NOBODY
from directory.search.rounds import Rounds

from .nearest import Point
from .question import Question, opens


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune as it is measured and told."""

    insee_code: str
    name: str
    departement: str
    epci: str
    population: int
    latitude: float
    longitude: float


@dataclass(slots=True)
class Count:
    """Some communes, and how many people live there."""

    communes: int = 0
    population: int = 0

    def add(self, communes: int, population: int) -> None:
        self.communes += communes
        self.population += population


@dataclass(frozen=True, slots=True)
class Address:
    """Where a place is: its point, or that of its commune where it has none; and its hours."""

    latitude: float
    longitude: float
    hours: str


@dataclass(frozen=True)
class Spots:
    """Where the places that answer a question receive: surely open then, or to be confirmed.

    The others are numbers of places: those that answer, those with hours to confirm alone, those
    that move nobody knows where, and those that the demo invents, which are not counted.
    """

    sure: list[Point]
    unsure: list[Point]
    number: int
    unconfirmed: int
    lost: int
    examples: int


def _read_communes() -> tuple[CommuneRow, ...]:
    rows = Commune.objects.order_by("folded_name", "pk").values_list(
        *("insee_code", "name", "departement_id", "epci_id"),
        *("population", "latitude", "longitude"),
    )
    return tuple(
        CommuneRow(code, name, departement, epci or "", *rest)
        for code, name, departement, epci, *rest in rows.iterator()
    )


def _count_territories() -> dict[tuple[str, str], Count]:
    """Return the communes of each pair of département and EPCI (empty without one), counted."""
    found: dict[tuple[str, str], Count] = defaultdict(Count)
    for each in communes.get():
        found[each.departement, each.epci].add(1, each.population)
    return dict(found)


def _read_addresses() -> dict[int, Address]:
    point = {
        "north": Coalesce("latitude", "commune__latitude"),
        "east": Coalesce("longitude", "commune__longitude"),
    }
    places = PlacePage.objects.published().order_by().annotate(**point)
    rows = places.values_list("pk", "north", "east", "hours").iterator()
    return {pk: Address(*rest) for pk, *rest in rows}


communes = HeldValue(directory_cache, _read_communes)
territories = HeldValue(directory_cache, _count_territories)
addresses = HeldValue(directory_cache, _read_addresses)


def spots_of(question: Question, today: date) -> Spots:
    """Return where the places that answer *question* receive, in the weeks from *today*."""
    return _Finding(question, today, place_bitmaps.get()).spots()


class _Finding:
    """What is asked of each place in turn; each text of hours is read once."""

    def __init__(self, question: Question, today: date, bitmaps: PlaceBitmaps) -> None:
        self.question, self.today, self.bitmaps = question, today, bitmaps
        self._opens: dict[str, bool | None] = {}

    @cached_property
    def answering(self) -> int:
        """The places that receive and hold what is asked, those of the demo too."""
        held = self.bitmaps.held
        found = self.bitmaps.everything
        found &= ~held.get(Vocabulary.ACCESS, {}).get(RECEIVES_NOBODY.slug, 0)
        for name, value in self.question.of_places.items():
            found &= held.get(name, {}).get(value, 0)
        return found

    def spots(self) -> Spots:
        existing = self.answering & ~self.bitmaps.examples
        places = self.bitmaps.keys(existing)
        rounds = Rounds(self.bitmaps.stops, self.bitmaps.moving)
        sure: list[Point] = []
        unsure: list[Point] = []
        for point, is_open in self._points(places):
            if is_open is not False:
                (unsure if is_open is None else sure).append(point)
        surely, perhaps = {each.place for each in sure}, {each.place for each in unsure}
        return Spots(
            sure=sure,
            unsure=unsure,
            number=len(surely | perhaps),
            unconfirmed=len(perhaps - surely),
            lost=len(rounds.unknown().intersection(places)),
            examples=(self.answering & self.bitmaps.examples).bit_count(),
        )

    def _points(self, places: Iterable[int]) -> Iterator[tuple[Point, bool | None]]:
        """Yield where *places* receive, and whether they are open then."""
        held = addresses.get()
        for place in places:
            for stop in self.bitmaps.stops.get(place, ()):
                if stop["latitude"] is not None and not is_over(stop, self.today):
                    point = Point(stop["latitude"], stop["longitude"], place)
                    yield point, self._is_open(stop["hours"])
            at = held.get(place)
            if at and place not in self.bitmaps.moving:
                yield Point(at.latitude, at.longitude, place), self._is_open(at.hours)

    def _is_open(self, hours: str) -> bool | None:
        if not self.question.asks_when:
            return True
        if hours not in self._opens:
            self._opens[hours] = opens(hours, self.question, self.today)
        return self._opens[hours]
