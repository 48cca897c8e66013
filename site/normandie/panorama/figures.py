"""A year of the network counted: series of numbers, the same for the page, its files and a freeze.

What the demo invents is no figure. Where all the events of a site are invented, they are shown as
examples, and never kept nor given as data.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from typing import Any, NamedTuple, Self

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import ExtractMonth
from django.http import QueryDict
from django.utils.dates import MONTHS

from core.charts import Chart, chart_of
from core.text.formats import grouped
from core.text.french import capitalised
from directory.caches import directory_cache
from directory.coverage.measure import coverage
from directory.coverage.question import DEFAULT_DISTANCE, Question
from directory.models import DirectoryPage, Vocabulary
from directory.models.territory import NO_EPCI
from directory.search.places import PlaceSearch
from directory.search.tallies import PlaceTally, count_existing
from events.caches import agenda_cache
from events.models import EventPage, Occurrence
from normandie.editorial.figures import KINDS

Rows = list[tuple[str, int]]
PLACES, DATES = "Lieux", "Rendez-vous"
LABELS = "labels"
CLOSED = "L’annuaire n’est pas ouvert\u00a0: rien n’est compté."

NO_LABEL = "Aucun lieu publié ne porte de label en cours de validité."
NO_EVENT = "Aucun rendez-vous tenu cette année n’a été annoncé sur ce site."


@dataclass(frozen=True)
class Series:
    """How many *units* each of some *things* has; ``note`` says what the numbers do not."""

    key: str
    title: str
    things: str
    units: str
    rows: Rows
    note: str = ""
    is_example: bool = False

    @property
    def chart(self) -> Chart:
        title = f"{self.title} (exemple)" if self.is_example else self.title
        return chart_of(self.key, title, self.things, self.units, self.rows, self.note)


@dataclass(frozen=True)
class Panorama:
    """What is known of *year* on the day *on*; ``unknown`` says in French what is not."""

    year: int
    on: date
    series: list[Series] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    is_frozen: bool = False

    @property
    def true_series(self) -> list[Series]:
        """The series that hold no example: those that may be kept, and given as data."""
        return [each for each in self.series if not each.is_example]

    @property
    def has_examples(self) -> bool:
        return len(self.true_series) < len(self.series)

    def as_json(self) -> dict[str, Any]:
        """Return what a freeze keeps."""
        return {
            "series": [asdict(each) for each in self.true_series],
            "unknown": self.unknown,
        }

    @classmethod
    def from_json(cls, year: int, on: date, kept: Mapping[str, Any]) -> Self:
        series = [
            Series(**{**each, "rows": [(label, number) for label, number in each["rows"]]})
            for each in kept["series"]
        ]
        return cls(year, on, series, list(kept["unknown"]), is_frozen=True)


def panorama_of(year: int, today: date) -> Panorama:
    """Count *year* as it is known *today*, once until a place or an event changes."""
    asked = (year, today, directory_cache.version())
    return agenda_cache.get_or_compute("panorama", asked, partial(_count, year, today))


def _count(year: int, today: date) -> Panorama:
    if DirectoryPage.open_to_all() is None:
        return Panorama(year, today, unknown=[CLOSED])
    places, (events, unknown) = _places(today), _events(year)
    if not any(each.rows for each in places if each.key == LABELS):
        unknown.insert(0, NO_LABEL)
    return Panorama(
        year,
        today,
        series=[each for each in (*places, *events) if each.rows],
        unknown=[
            *unknown,
            "Les publics des lieux et des rendez-vous sont ceux qu’ils disent accueillir\u00a0: "
            "personne n’est compté par âge ni par situation.",
        ],
    )


def _places(today: date) -> list[Series]:
    tally = count_existing()
    known = PlaceSearch.known_values()
    by_value = partial(_by_value, tally, known)
    kinds = tally.numbers.get(Vocabulary.KIND, {})
    several = "Un lieu peut être de plusieurs types."
    return [
        Series(
            "lieux",
            "Lieux, par type",
            "Type de lieu",
            PLACES,
            [
                (capitalised(many), kinds[kind])
                for kind, (_, many) in KINDS.items()
                if kind in kinds
            ],
            f"{grouped(tally.total)} lieux dans l’annuaire. {several}",
        ),
        Series(
            "departements", "Lieux, par département", "Département", PLACES, by_value("departement")
        ),
        Series(LABELS, "Labels en cours de validité", "Label", PLACES, by_value("label")),
        Series(
            "publics-des-lieux",
            "Publics que les lieux disent accueillir",
            "Public",
            PLACES,
            by_value(Vocabulary.AUDIENCE),
            "Un lieu qui n’en nomme aucun accueille tout le monde.",
        ),
        *_coverage(today),
        Series(
            "intercommunalites",
            "Lieux, par intercommunalité",
            "Intercommunalité",
            PLACES,
            by_value("epci"),
        ),
    ]


def _by_value(tally: PlaceTally, known: Mapping[str, Mapping[str, str]], name: str) -> Rows:
    labels = known.get(name, {})
    counts = [  # an island has no intercommunalité
        (labels.get(value, value) or NO_EPCI, n) for value, n in tally.numbers.get(name, {}).items()
    ]
    return _most_first(counts)


def _coverage(today: date) -> list[Series]:
    """Tell who lives within the usual distance of a place; nothing while there is no place."""
    found = coverage(Question.read(QueryDict()), today)
    if not found.measure.number:
        return []
    near, far = f"À {DEFAULT_DISTANCE}\u00a0km au plus", f"À plus de {DEFAULT_DISTANCE}\u00a0km"
    whole, away = found.total.whole, found.total.far
    note = "Du lieu le plus proche qui reçoit du public, à vol d’oiseau."
    things = "Distance du lieu le plus proche"
    return [
        Series(
            "communes-couvertes",
            "Communes, par distance à un lieu",
            things,
            "Communes",
            [(near, whole.communes - away.communes), (far, away.communes)],
            note,
        ),
        Series(
            "habitants-couverts",
            "Habitants, par distance à un lieu",
            things,
            "Habitants",
            [(near, whole.population - away.population), (far, away.population)],
            note,
        ),
    ]


def _events(year: int) -> tuple[list[Series], list[str]]:
    """Count the dates that took place in *year*, and say what is not known of them."""
    dates = Occurrence.objects.published().past().held()
    dates = dates.between(date(year, 1, 1), date(year, 12, 31)).order_by()
    rows, audiences = _grouped(dates.filter(event__is_example=False))
    is_example = not rows
    if is_example:
        rows, audiences = _grouped(dates.filter(event__is_example=True))
    if not rows:
        return [], [NO_EVENT]
    made = partial(Series, units=DATES, is_example=is_example)
    held = sum(row.held for row in rows)
    counted = sum(row.counted for row in rows)
    series = [
        made("rendez-vous", "Rendez-vous tenus, par mois", "Mois", rows=_by_month(rows)),
        made("types", "Rendez-vous tenus, par type", "Type", rows=_summed(rows, _kind)),
        made(
            "rendez-vous-departements",
            "Rendez-vous tenus, par département",
            "Département",
            rows=_summed(rows, lambda row: row.departement),
        ),
        made(
            "publics-des-rendez-vous",
            "Publics que les rendez-vous annoncent",
            "Public",
            rows=_summed(audiences, lambda row: row.said),
            note="Un rendez-vous peut en annoncer plusieurs, ou aucun.",
        ),
        made(
            "participation",
            "Participation",
            "Ce qui est compté",
            units="Personnes",
            rows=[
                ("Places prises sur ce site", sum(row.taken or 0 for row in rows)),
                ("Personnes venues", sum(row.came_in or 0 for row in rows)),
            ],
            note=f"Les personnes venues ont été comptées à {grouped(counted)} rendez-vous sur "
            f"{grouped(held)}.",
        ),
    ]
    if is_example:
        return series, [NO_EVENT]
    unknown = ["Les inscriptions prises par téléphone ou sur place ne passent pas par ce site."]
    if held > counted:
        untold = grouped(held - counted)
        unknown.append(f"On ne sait pas combien de personnes sont venues à {untold} rendez-vous.")
    return series, unknown


class Row(NamedTuple):
    """Dates counted together: by month and kind, or (``month`` is 0) by the audience announced."""

    month: int
    said: str
    departement: str
    held: int
    taken: int | None
    came_in: int | None
    counted: int


def _grouped(dates: "QuerySet[Occurrence]") -> tuple[list[Row], list[Row]]:
    """Return *dates* by month, kind and département, then by audience; one query for all."""
    kinds = dates.annotate(month=ExtractMonth("starts_at"), said=F("event__kind"))
    told = dates.filter(event__terms__vocabulary=Vocabulary.AUDIENCE)
    audiences = told.annotate(month=Value(0), said=F("event__terms__label"))
    rows = [Row(*row) for row in _counts(kinds).union(_counts(audiences), all=True)]
    return [row for row in rows if row.month], [row for row in rows if not row.month]


def _counts(dates: "QuerySet[Occurrence]") -> "QuerySet[Any, Any]":
    grouped_by = ("month", "said", "departement__name")
    counts = {
        "held": Count("pk"),
        "taken": Sum("seats_taken"),
        "came_in": Sum("came"),
        "counted": Count("pk", filter=Q(came__isnull=False)),
    }
    return dates.values(*grouped_by).annotate(**counts).values_list(*grouped_by, *counts)


def _by_month(rows: list[Row]) -> Rows:
    held = Counter[int]()
    for row in rows:
        held[row.month] += row.held
    return [(capitalised(str(MONTHS[month])), held[month]) for month in sorted(held)]


def _summed(rows: list[Row], key: Callable[[Row], str]) -> Rows:
    held = Counter[str]()
    for row in rows:
        held[key(row)] += row.held
    return _most_first(held.items())


def _kind(row: Row) -> str:
    return str(EventPage.Kind(row.said).label)


def _most_first(counts: Iterable[tuple[str, int]]) -> Rows:
    return sorted(counts, key=lambda each: (-each[1], each[0]))
