"""What is asked of the coverage: how far, from which places, open when, and in which territory.

Each part is one value of a closed list, so that the questions are counted, and their answers kept.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

from django.http import QueryDict

from core.listing.addresses import Pairs
from core.listing.params import KnownValues, SearchParams
from core.text.french import DAY_NAMES, capitalised
from core.text.words import slug_of
from directory.hours import DayPart, open_on
from directory.search.places import PlaceSearch

DISTANCES = (5, 10, 15, 20, 30)  # kilometres
DEFAULT_DISTANCE = 15  # chosen for this page: no rule says how far is far
WEEKS = 5  # looked at from today: what comes once a month comes at least once
PLACES = {"type": "Type de lieu", "service": "Besoin", "label": "Label"}
TERRITORIES = {"departement": "Département", "epci": "Intercommunalité"}
DAYS = {name: capitalised(name) for name in DAY_NAMES}
PARTS = {
    DayPart.MORNING.value: "Le matin",
    DayPart.AFTERNOON.value: "L’après-midi",
    DayPart.EVENING.value: "Après 18\u00a0h",
}
ORDERS = {
    "distance": "Les plus éloignées",
    "habitants": "Les plus peuplées",
    "nom": "Par nom",
}


@dataclass(frozen=True)
class Question:
    """What is asked; ``values`` holds those of the closed lists, by parameter.

    ``notices`` say in French what was not understood. ``known`` are the values of the closed lists
    and what visitors read of each.
    """

    kilometres: int = DEFAULT_DISTANCE
    values: Mapping[str, str] = field(default_factory=dict)
    order: str = "distance"
    page: int = 1
    notices: tuple[str, ...] = ()
    known: KnownValues = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read a query string that anyone may have typed."""
        known = {**PlaceSearch.known_values(), "jour": DAYS, "heure": PARTS}
        params = SearchParams(query, known)
        values = {name: _read_one(params, name) for name in FIELDS}
        typed_order = params.text("tri")
        return cls(
            kilometres=_read_distance(params),
            values={name: value for name, value in values.items() if value},
            order=typed_order if typed_order in ORDERS else "distance",
            page=params.page(),
            notices=params.notices,
            known=known,
        )

    @property
    def of_places(self) -> dict[str, str]:
        """What the places must hold, by closed list of the directory."""
        return {name: value for name, value in self.values.items() if name in PLACES}

    @property
    def weekday(self) -> int | None:
        """The day of the week asked, from Monday."""
        day = self.values.get("jour")
        return DAY_NAMES.index(day) if day else None

    @property
    def part(self) -> DayPart | None:
        part = self.values.get("heure")
        return DayPart(part) if part else None

    @property
    def asks_when(self) -> bool:
        return self.weekday is not None or self.part is not None

    def label_of(self, name: str, value: str) -> str:
        """Return what visitors read of a value of a closed list."""
        return self.known.get(name, {}).get(value, value)

    @property
    def pairs(self) -> Pairs:
        """The parameters that say the question again, and nothing that is usual; not the page."""
        said: Pairs = list(self.values.items())
        if self.kilometres != DEFAULT_DISTANCE:
            said.append(("distance", str(self.kilometres)))
        if self.order != "distance":
            said.append(("tri", self.order))
        return said

    def replace(self, **values: str) -> Self:
        """Return the same question with other *values*, on its first page; empty drops one."""
        kept = {name: value for name, value in {**self.values, **values}.items() if value}
        return replace(self, values=kept, page=1)

    def looser(self, names: Collection[str]) -> list[tuple[str, Self]]:
        """Return what may be given up among *names*, with what is then asked."""
        return [
            (self.label_of(name, value), self.replace(**{name: ""}))
            for name, value in self.values.items()
            if name in names
        ]

    @property
    def where(self) -> list[str]:
        """The territories asked, by their names."""
        return [self.label_of(name, self.values[name]) for name in TERRITORIES & self.values.keys()]


FIELDS_OF_PLACES = (*PLACES, "jour", "heure")
FIELDS = (*FIELDS_OF_PLACES, *TERRITORIES)


def opens(hours: str, question: Question, today: date) -> bool | None:
    """Tell whether *hours* open at least once at the moment asked, in the weeks from *today*.

    Holidays and closures count as they come. None where the hours are to be confirmed.
    """
    answers = _answers(hours, question, today)
    unknown = False
    for answer in answers:
        if answer:
            return True
        unknown = unknown or answer is None
    return None if unknown else False


def _answers(hours: str, question: Question, today: date) -> Iterable[bool | None]:
    days = (today + timedelta(days=ahead) for ahead in range(7 * WEEKS))
    return (
        open_on(hours, day, question.part)
        for day in days
        if question.weekday in (None, day.weekday())
    )


def _read_one(params: SearchParams, name: str) -> str:
    typed, known = params.text(name), params.known.get(name, {})
    value = typed if typed in known else slug_of(typed)
    if value in known:
        return value
    if typed:
        params.say(f"«\u00a0{typed}\u00a0» n’est pas un choix connu\u00a0: il est ignoré.")
    return ""


def _read_distance(params: SearchParams) -> int:
    typed = params.text("distance")
    if typed in map(str, DISTANCES):
        return int(typed)
    if typed:
        offered = ", ".join(map(str, DISTANCES))
        params.say(
            f"La distance se choisit parmi {offered}\u00a0km\u00a0: nous avons compté à "
            f"{DEFAULT_DISTANCE}\u00a0km."
        )
    return DEFAULT_DISTANCE


def fields_of(question: Question) -> list[dict[str, Any]]:
    """Return the closed lists of the form, each with its options and the one chosen."""
    titles = {**PLACES, "jour": "Ouvert quel jour\u00a0?", "heure": "À quelle heure\u00a0?"}
    any_of = dict.fromkeys(FIELDS, "Peu importe") | {
        "departement": "Toute la région",
        "epci": "Toutes",
    }
    return [
        {
            "name": name,
            "title": title,
            "options": [
                {"value": value, "label": label, "selected": question.values.get(name) == value}
                for value, label in {"": any_of[name], **question.known.get(name, {})}.items()
            ],
        }
        for name, title in (titles | TERRITORIES).items()
    ]
