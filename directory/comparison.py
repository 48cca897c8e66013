"""Tiers-lieux side by side: one row for each thing that coworkers compare."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch

from core.text.formats import distance, euros
from core.text.french import NBSP, uncapitalised
from core.text.words import fold
from directory.hours import StateKind, sentence, state_at
from directory.models import (
    Formula,
    LabelGrant,
    PlacePage,
    Room,
    Vocabulary,
)
from directory.querysets import PlaceQuerySet

Lines = list[str]
Number = Decimal | float | int | None
DESKS = (Formula.Desk.FLEX, Formula.Desk.FIXED)
VIDEO = "visio"  # in the folded words of the equipment of a room
MACHINES = {
    *("imprimante-3d", "decoupe-laser", "decoupe-vinyle", "fraiseuse", "brodeuse", "electronique"),
    *("casque-vr", "studio"),
}


@dataclass(frozen=True)
class Cell:
    """What one place says: ``lines`` (empty: not said), and how it stands among the others."""

    place: str
    lines: Lines
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One thing compared; ``verdict`` says whether the places differ, where all of them say it."""

    title: str
    cells: list[Cell]
    verdict: str


@dataclass(frozen=True)
class Comparison:
    """The rows where a place says something, and the titles of those where none does."""

    rows: list[Row]
    unsaid: list[str]

    @property
    def is_partial(self) -> bool:
        """Whether some places say what others do not."""
        return any(not cell.lines for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class Question:
    """What is asked of each place; with ``number``, the ``best`` one gets ``praise``."""

    title: str
    read: Callable[[PlacePage], Lines]
    number: Callable[[PlacePage], Number] | None = None
    best: Callable[[Iterable], Number] = min
    praise: str = ""


def with_details(places: PlaceQuerySet) -> PlaceQuerySet:
    """Read at once all that is compared of *places*: one query for each kind of thing."""
    grants = Prefetch("grants", LabelGrant.objects.valid().select_related("label"), "valid_grants")
    return places.select_related("commune").prefetch_related("terms", "formulas", "rooms", grants)


def compare(places: list[PlacePage], moment: datetime) -> Comparison:
    """Compare *places*, read by :func:`with_details`, at *moment* (aware).

    With ``distance`` on the places (kilometres), it is compared too.
    """
    questions = [
        # Far from where is for the visitor to say: no place is to be asked for it.
        question
        for question in _questions(moment)
        if question.read is not _distance or any(_kilometres(place) is not None for place in places)
    ]
    rows = [_row(question, places) for question in questions]
    return Comparison(
        rows=[row for row in rows if any(cell.lines for cell in row.cells)],
        unsaid=[
            uncapitalised(row.title) for row in rows if not any(cell.lines for cell in row.cells)
        ],
    )


def _row(question: Question, places: list[PlacePage]) -> Row:
    said = [question.read(place) for place in places]
    numbers = [question.number(place) if question.number else None for place in places]
    known = [number for number in numbers if number is not None]
    best = question.best(known) if len(set(known)) > 1 else None
    cells = [
        Cell(place.title, lines, question.praise if best is not None and number == best else "")
        for place, lines, number in zip(places, said, numbers, strict=True)
    ]
    return Row(question.title, cells, _verdict(said))


def _verdict(said: list[Lines]) -> str:
    """Say in words whether the places differ; nothing for a place alone."""
    if len(said) < 2:
        return ""
    if not all(said):
        return ""  # each place that does not say it is told so in its own cell
    return "pareil" if all(lines == said[0] for lines in said) else "différent"


def _terms(*slugs: str, lists: tuple[Vocabulary, ...]) -> Callable[[PlacePage], Lines]:
    """Return a reader of the terms of *lists* (those of *slugs*, or all), in plain words."""

    def read(place: PlacePage) -> Lines:
        found = (term for name in lists for term in place.terms_of(name))
        return list(dict.fromkeys(str(term) for term in found if not slugs or term.slug in slugs))

    return read


def _amount(desks: tuple[str, ...], period: str) -> Callable[[PlacePage], Decimal | None]:
    """Return a reader of the lowest price of a desk of *desks*, in euros."""

    def read(place: PlacePage) -> Decimal | None:
        formulas = [item for item in place.formulas.all() if item.period == period]
        prices = [item.price for item in formulas if item.desk in desks]
        return min((price for price in prices if price is not None), default=None)

    return read


def _price(title: str, desks: tuple[str, ...], period: str) -> Question:
    amount = _amount(desks, period)

    def read(place: PlacePage) -> Lines:
        price = amount(place)
        if price is not None:
            return [euros(price) if price else "Gratuit"]
        offered = (item.desk in desks and item.period == period for item in place.formulas.all())
        return ["Sur devis"] if any(offered) else []

    return Question(title, read, amount, praise="le moins cher")


def _room_price(title: str, field: str) -> Question:
    """Ask what the rooms of a place cost; the cheapest of them is compared."""

    def amounts(place: PlacePage) -> list[Decimal]:
        found = {getattr(room, field) for room in place.rooms.all()}
        return sorted(price for price in found if price is not None)

    def read(place: PlacePage) -> Lines:
        least, *others = [*amounts(place), None]
        if least is None:
            return []
        if not least:
            return [f"Gratuit, ou dès {euros(others[0])}" if others[0] else "Gratuit"]
        return [f"dès {euros(least)}" if others[1:] else euros(least)]

    def least(place: PlacePage) -> Decimal | None:
        return next(iter(amounts(place)), None)

    return Question(title, read, least, praise="le moins cher")


def _kilometres(place: PlacePage) -> float | None:
    return getattr(place, "distance", None)


def _distance(place: PlacePage) -> Lines:
    return [*filter(None, [distance(_kilometres(place))])]


def _seats(place: PlacePage) -> Lines:
    return [f"{place.seats} poste{'s' if place.seats > 1 else ''}"] if place.seats else []


def _rooms(place: PlacePage) -> Lines:
    rooms = [_room(room) for room in place.rooms.all()]
    return rooms or _terms("salle-de-reunion", lists=(Vocabulary.COWORKING,))(place)


def _room(room: Room) -> str:
    """Say a room: « Salle bleue (8 personnes ; écran ; 25 € l’heure) »."""
    people = f"{room.capacity} personne{'s' if room.capacity > 1 else ''}" if room.capacity else ""
    prices = ", ".join(uncapitalised(each) for each in room.said_prices)
    details = f"{NBSP}; ".join(filter(None, [people, uncapitalised(room.equipment), prices]))
    return f"{room.name} ({details})" if details else room.name


def _video(place: PlacePage) -> Lines:
    """Return what is there for a call with pictures, in the lists or in the words of a room."""
    lists = (Vocabulary.COWORKING, Vocabulary.EQUIPMENT)
    rooms = [room.name for room in place.rooms.all() if VIDEO in fold(room.equipment)]
    return _terms("visioconference", lists=lists)(place) or rooms


def _speed(place: PlacePage) -> Lines:
    return [f"{place.download_speed}{NBSP}Mbit/s"] if place.download_speed else []


def _hours(place: PlacePage) -> Lines:
    return [sentence(place.hours)] if place.hours else []


def _labels(place: PlacePage) -> Lines:
    return [str(grant.label) for grant in place.valid_grants]


def _questions(moment: datetime) -> tuple[Question, ...]:
    """Return what is compared, in the order of the table."""
    coworking, equipment = Vocabulary.COWORKING, Vocabulary.EQUIPMENT
    period, desk = Formula.Period, Formula.Desk
    return (
        Question("Distance", _distance, _kilometres, praise="le plus proche"),
        _price("Prix de la demi-journée", DESKS, period.HALF_DAY),
        _price("Prix de la journée", DESKS, period.DAY),
        _price("Prix du mois", DESKS, period.MONTH),
        _price("Prix du bureau fermé, au mois", (desk.OFFICE,), period.MONTH),
        Question(
            "Nombre de postes", _seats, lambda place: place.seats, max, "celui qui en a le plus"
        ),
        Question(
            "Places et bureaux",
            _terms("poste-nomade", "poste-fixe", "bureau-ferme", lists=(coworking,)),
        ),
        Question("Salles de réunion", _rooms),
        _room_price("Prix d’une salle, à l’heure", "hour_price"),
        _room_price("Prix d’une salle, à la demi-journée", "half_day_price"),
        _room_price("Prix d’une salle, à la journée", "day_price"),
        Question("Fibre", _terms("fibre", lists=(coworking,))),
        Question(
            "Débit d’internet", _speed, lambda place: place.download_speed, max, "le plus rapide"
        ),
        Question("Visioconférence", _video),
        Question("Machines", _terms(*MACHINES, lists=(equipment,))),
        Question("Ouvert en ce moment", lambda place: _state(place, moment)),
        Question("Horaires", _hours),
        Question("Accès jour et nuit", _terms("acces-24h", lists=(coworking,))),
        Question("Pour être reçu", _terms(lists=(Vocabulary.ACCESS,))),
        Question("Comment venir", lambda place: [*filter(None, [place.getting_there])]),
        Question("Labels", _labels),
    )


def _state(place: PlacePage, moment: datetime) -> Lines:
    if place.card.get("moves"):
        return ["Se déplace"]
    state = state_at(place.hours, moment)
    return [] if state.kind is StateKind.UNKNOWN else [state.label]
