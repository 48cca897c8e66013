"""What a merge asks, field by field: which of two sheets says it best, or both."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from django.db.models import prefetch_related_objects

from directory.models import PlacePage, Vocabulary
from directory.units import DETAILS, copy_units, details, facts_of, label_of, said, version_of

POINT = "latitude"  # stands for both coordinates
LINES = frozenset({"emails", "websites", "other_labels"})
UNITS: tuple[str, ...] = (
    *("title", Vocabulary.KIND, "summary", "body", "photos"),
    *("address", "address_extra", "postcode", "commune", POINT, "getting_there"),
    *("accessibility_url", Vocabulary.MOBILITY, "stops"),
    *("phone", "emails", "websites", "booking_url", "relay_url", "hours", "hours_note"),
    *(Vocabulary.SERVICE, Vocabulary.AUDIENCE, Vocabulary.CARE, Vocabulary.FEE),
    *(Vocabulary.ACCESS, Vocabulary.SUPPORT, Vocabulary.EQUIPMENT, Vocabulary.COWORKING),
    *("seats", "download_speed", "formulas", "rooms"),
    *("parent_structure", "siret", "rna", "other_labels"),
    *(Vocabulary.PROGRAMME, Vocabulary.TRAINING, Vocabulary.TYPOLOGY),
)


class Choice(StrEnum):
    """What the merged sheet says of a unit: what the kept one said, the other, or both."""

    KEPT = "gardee"
    OTHER = "retiree"
    BOTH = "les-deux"


@dataclass(frozen=True)
class Difference:
    """A unit that two sheets tell otherwise; ``both`` where lists may be put together."""

    unit: str
    label: str
    kept: list[str]
    other: list[str]
    both: bool
    chosen: Choice


def differences(kept: PlacePage, other: PlacePage) -> list[Difference]:
    """Return what the sheets say otherwise, each with what is best to take: what is said at all."""
    for place in (kept, other):
        prefetch_related_objects([place], "terms", "commune")
    before, after = version_of(kept, UNITS), version_of(other, UNITS)
    blank = version_of(PlacePage(), [unit for unit in UNITS if unit not in ("commune", POINT)])
    return [
        Difference(
            unit,
            "Position sur la carte" if unit == POINT else label_of(unit),
            _said(kept, unit),
            _said(other, unit),
            _joins(unit),
            Choice.OTHER if before[unit] == blank.get(unit) else Choice.KEPT,
        )
        for unit in UNITS
        if before[unit] != after[unit]
    ]


def seen(kept: PlacePage, other: PlacePage) -> str:
    """Return what tells whether either sheet says something else than when somebody read both."""
    return " ".join(chain(*(version_of(place, UNITS).values() for place in (kept, other))))


def write(other: PlacePage, kept: PlacePage, choices: dict[str, Choice]) -> None:
    """Write on *kept* what is chosen of *other*; nothing is saved."""
    copy_units(other, kept, _with_point(u for u, c in choices.items() if c == Choice.OTHER))
    for unit in (unit for unit, choice in choices.items() if choice == Choice.BOTH):
        _join(other, kept, unit)
    kept.tags.add(*other.tags.all())


def _with_point(units: Iterable[str]) -> list[str]:
    chosen = list(units)
    return [*chosen, "longitude"] if POINT in chosen else chosen


def _joins(unit: str) -> bool:
    return isinstance(unit, Vocabulary) or unit in DETAILS or unit in LINES


def _join(other: PlacePage, kept: PlacePage, unit: str) -> None:
    """Put together a list of both, that of the kept sheet first, each thing once."""
    if isinstance(unit, Vocabulary):
        held = list(kept.terms.all())
        kept.terms = held + [term for term in other.terms_of(unit) if term not in held]
    elif unit in DETAILS:
        rows = [
            facts_of(row, unit) for place in (kept, other) for row in getattr(place, unit).all()
        ]
        once = [row for number, row in enumerate(rows) if row not in rows[:number]]
        setattr(kept, unit, details(unit, once))
    elif unit in LINES:
        lines = [*getattr(kept, unit).splitlines(), *getattr(other, unit).splitlines()]
        setattr(kept, unit, "\n".join(dict.fromkeys(lines)))


def _said(place: PlacePage, unit: str) -> list[str]:
    if unit == "commune":
        return [str(place.commune)]
    if unit == POINT and place.latitude is not None:
        return [f"{place.latitude:.5f}, {place.longitude:.5f}"]
    return said(place, unit)
