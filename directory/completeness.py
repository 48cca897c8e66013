"""How complete a sheet is, and what to add first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.models.vocabulary import Vocabulary

if TYPE_CHECKING:
    from directory.models import PlacePage


@dataclass(frozen=True)
class Criterion:
    """Something a visitor looks for: its share of the score, its test, the advice when missing."""

    weight: int
    is_met: "Callable[[PlacePage], bool]"
    advice: str


@dataclass(frozen=True)
class Completeness:
    """The score of a sheet, in percent, and what to add, the most useful first."""

    score: int
    advice: list[str]


def _has(vocabulary: Vocabulary) -> "Callable[[PlacePage], bool]":
    return lambda place: bool(place.terms_of(vocabulary))


def _says(*fields: str) -> "Callable[[PlacePage], bool]":
    """One of *fields* is filled; a coordinate of zero degrees is."""
    return lambda place: any(getattr(place, field) not in ("", None) for field in fields)


CRITERIA = (
    Criterion(15, _says("hours"), "Indiquez les horaires."),
    Criterion(15, _says("phone"), "Indiquez le téléphone."),
    Criterion(15, _has(Vocabulary.SERVICE), "Cochez les services rendus."),
    Criterion(10, _says("latitude"), "Placez le lieu sur la carte."),
    Criterion(10, _says("summary"), "Présentez le lieu en deux phrases."),
    Criterion(8, _has(Vocabulary.FEE), "Dites si les services sont gratuits ou payants."),
    Criterion(7, _has(Vocabulary.ACCESS), "Dites comment on accède au lieu."),
    Criterion(5, _has(Vocabulary.EQUIPMENT), "Cochez les équipements à disposition."),
    Criterion(5, _says("emails"), "Indiquez un courriel de contact."),
    Criterion(3, _says("websites"), "Indiquez le site du lieu."),
    Criterion(3, _says("getting_there"), "Expliquez comment venir."),
    Criterion(2, _says("accessibility_url"), "Liez la fiche Acceslibre."),
    Criterion(2, _says("siret", "rna"), "Indiquez le SIRET ou le RNA."),
)


def completeness_of(place: "PlacePage") -> Completeness:
    """Return the score of *place* and the advice for what it lacks."""
    total = sum(criterion.weight for criterion in CRITERIA)
    missing = [criterion for criterion in CRITERIA if not criterion.is_met(place)]
    score = round(100 * (total - sum(criterion.weight for criterion in missing)) / total)
    return Completeness(score, [criterion.advice for criterion in missing])
