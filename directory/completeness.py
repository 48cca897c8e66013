"""How complete a sheet is, and what to add first: what visitors choose such a place by."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from directory.models.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    from directory.models import PlacePage

Test = Callable[["PlacePage"], bool]


class Role(Enum):
    """What a place is to its visitors; it may be several."""

    ANY = "any place"
    FIXED = "stays where it is"
    HELPING = "people come to be helped"
    WORKING = "people come to work or make"
    VISITED = "people come at all: one that is only a pôle de proximité works with other places"


@dataclass(frozen=True)
class Criterion:
    """Something a visitor looks for: its test, the advice when missing, its share of the score.

    The share depends on the role of the place: the largest counts, none of its roles asks nothing.
    """

    advice: str
    is_met: Test
    weights: dict[Role, int]

    def weight(self, roles: set[Role]) -> int:
        """Return how much it counts for a place of these *roles*."""
        return max((self.weights.get(role, 0) for role in roles), default=0)


@dataclass(frozen=True)
class Completeness:
    """The score of a sheet, in percent, and what to add, the most useful first."""

    score: int
    advice: list[str]


ANY, FIXED, HELPING, WORKING, VISITED = Role
MOVING = "Itinérant"  # code of the national standard


def _has(vocabulary: Vocabulary) -> Test:
    return lambda place: bool(place.terms_of(vocabulary))


def _says(*fields: str) -> Test:
    """One of *fields* is filled; a coordinate of zero degrees is."""
    return lambda place: any(getattr(place, field) not in ("", None) for field in fields)


def _shows(*details: str) -> Test:
    """The place has one of *details*: photos, formulas, rooms."""
    return lambda place: any(getattr(place, name).all() for name in details)


# A coworker chooses by what the place looks like and costs, before anything else.
CRITERIA = (
    Criterion("Ajoutez une photo du lieu.", _shows("photos"), {WORKING: 20, VISITED: 6}),
    Criterion("Donnez vos prix, même «\u00a0sur devis\u00a0».", _shows("formulas"), {WORKING: 20}),
    Criterion("Indiquez les horaires.", _says("hours"), {VISITED: 15}),
    Criterion("Indiquez le téléphone.", _says("phone"), {ANY: 15}),
    Criterion("Cochez les services rendus.", _has(Vocabulary.SERVICE), {HELPING: 15}),
    Criterion(
        "Cochez ce que vous offrez pour travailler.", _has(Vocabulary.COWORKING), {WORKING: 12}
    ),
    Criterion("Placez le lieu sur la carte.", _says("latitude"), {FIXED: 10}),
    Criterion("Présentez le lieu en deux phrases.", _says("summary"), {ANY: 10}),
    Criterion(
        "Dites si les services sont gratuits ou payants.", _has(Vocabulary.FEE), {HELPING: 8}
    ),
    Criterion("Dites comment on accède au lieu.", _has(Vocabulary.ACCESS), {VISITED: 7}),
    Criterion("Décrivez les salles à réserver.", _shows("rooms"), {WORKING: 6}),
    Criterion("Cochez les équipements à disposition.", _has(Vocabulary.EQUIPMENT), {VISITED: 5}),
    Criterion("Indiquez un courriel de contact.", _says("emails"), {ANY: 5}),
    Criterion("Indiquez le nombre de postes.", _says("seats"), {WORKING: 4}),
    Criterion("Indiquez le débit d’internet.", _says("download_speed"), {WORKING: 4}),
    Criterion("Indiquez le site du lieu.", _says("websites"), {ANY: 3}),
    Criterion("Expliquez comment venir.", _says("getting_there"), {VISITED: 3}),
    Criterion("Liez la fiche Acceslibre.", _says("accessibility_url"), {FIXED: 2}),
    Criterion("Indiquez le SIRET ou le RNA.", _says("siret", "rna"), {ANY: 2}),
)


def roles_of(place: "PlacePage") -> set[Role]:
    """Return what *place* is to its visitors; one whose type is not said yet is taken to help."""
    kinds = {term.code for term in place.terms_of(Vocabulary.KIND)}
    mobility = {term.code for term in place.terms_of(Vocabulary.MOBILITY)}
    roles = {ANY}
    if mobility != {MOVING}:
        roles.add(FIXED)
    if Kind.TIERS_LIEU in kinds:
        roles |= {WORKING, VISITED}
    if kinds & {Kind.EPN, Kind.HELP} or not kinds:
        roles |= {HELPING, VISITED}
    return roles


def completeness_of(place: "PlacePage") -> Completeness:
    """Return the score of *place* and the advice for what it lacks."""
    roles = roles_of(place)
    asked = [(criterion.weight(roles), criterion) for criterion in CRITERIA]
    missing = [(weight, each) for weight, each in asked if weight and not each.is_met(place)]
    total = sum(weight for weight, _ in asked)
    score = round(100 * (total - sum(weight for weight, _ in missing)) / total)
    by_weight = sorted(missing, key=lambda found: -found[0])
    return Completeness(score, [each.advice for _, each in by_weight])
