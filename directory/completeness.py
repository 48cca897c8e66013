"""How complete a sheet is, and what to add first: what visitors choose such a place by."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from directory.models.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    from directory.models import PlacePage

DETAILS = frozenset({"photos", "formulas", "rooms", "stops"})


class Role(Enum):
    """What a place is to its visitors; it may be several."""

    ANY = "any place"
    FIXED = "stays where it is"
    MOVING = "goes from place to place, and nobody is received at its address"
    HELPING = "people come to be helped"
    WORKING = "people come to work or make"
    VISITED = "people come at all: one that is only a pôle de proximité works with other places"


@dataclass(frozen=True)
class Criterion:
    """Something a visitor looks for: the advice when it is missing, its share of the score.

    ``about`` names fields, details or closed lists of the place: one that is said is enough. The
    share depends on the role of the place: the largest counts, none of its roles asks nothing.
    """

    advice: str
    about: tuple[str, ...]
    weights: dict[Role, int]

    def is_met(self, place: "PlacePage") -> bool:
        return any(_is_said(place, name) for name in self.about)

    def weight(self, roles: set[Role]) -> int:
        """Return how much it counts for a place of these *roles*."""
        return max((self.weights.get(role, 0) for role in roles), default=0)


@dataclass(frozen=True)
class Completeness:
    """The score of a sheet, in percent, and what it lacks, the most useful first."""

    score: int
    missing: list[Criterion]

    @property
    def advice(self) -> list[str]:
        return [criterion.advice for criterion in self.missing]


ANY, FIXED, MOVING, HELPING, WORKING, VISITED = Role
MOVES = "Itinérant"  # code of the national standard


def _is_said(place: "PlacePage", name: str) -> bool:
    """Whether *place* says *name*: a coordinate of zero degrees is said."""
    if isinstance(name, Vocabulary):
        return bool(place.terms_of(name))
    value = getattr(place, name)
    return bool(value.all()) if name in DETAILS else value not in ("", None)


# A coworker chooses by what the place looks like and costs, before anything else.
CRITERIA = (
    Criterion("Ajoutez une photo du lieu.", ("photos",), {WORKING: 20, VISITED: 6}),
    Criterion("Donnez vos prix, même «\u00a0sur devis\u00a0».", ("formulas",), {WORKING: 20}),
    Criterion("Dites où et quand il passe.", ("stops",), {MOVING: 15}),
    # Of what moves, the stops tell them.
    Criterion("Indiquez les horaires.", ("hours", "stops"), {VISITED: 15}),
    Criterion("Indiquez le téléphone.", ("phone",), {ANY: 15}),
    Criterion("Cochez les services rendus.", (Vocabulary.SERVICE,), {HELPING: 15}),
    Criterion("Cochez ce que vous offrez pour travailler.", (Vocabulary.COWORKING,), {WORKING: 12}),
    Criterion("Placez le lieu sur la carte.", ("latitude",), {FIXED: 10}),
    Criterion("Présentez le lieu en deux phrases.", ("summary",), {ANY: 10}),
    Criterion("Dites si les services sont gratuits ou payants.", (Vocabulary.FEE,), {HELPING: 8}),
    Criterion("Dites comment on accède au lieu.", (Vocabulary.ACCESS,), {VISITED: 7}),
    Criterion("Décrivez les salles à réserver.", ("rooms",), {WORKING: 6}),
    Criterion("Cochez les équipements à disposition.", (Vocabulary.EQUIPMENT,), {VISITED: 5}),
    Criterion("Indiquez un courriel de contact.", ("emails",), {ANY: 5}),
    Criterion("Indiquez le nombre de postes.", ("seats",), {WORKING: 4}),
    Criterion("Indiquez le débit d’internet.", ("download_speed",), {WORKING: 4}),
    Criterion("Indiquez le site du lieu.", ("websites",), {ANY: 3}),
    Criterion("Expliquez comment venir.", ("getting_there",), {VISITED: 3}),
    Criterion("Liez la fiche Acceslibre.", ("accessibility_url",), {FIXED: 2}),
    Criterion("Indiquez le SIRET ou le RNA.", ("siret", "rna"), {ANY: 2}),
)


def roles_of(place: "PlacePage") -> set[Role]:
    """Return what *place* is to its visitors; one whose type is not said yet is taken to help."""
    kinds = {term.code for term in place.terms_of(Vocabulary.KIND)}
    mobility = {term.code for term in place.terms_of(Vocabulary.MOBILITY)}
    roles = {ANY}
    roles.add(MOVING if mobility == {MOVES} else FIXED)
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
    return Completeness(score, [each for _, each in by_weight])


def criteria_about(names: Iterable[str]) -> list[Criterion]:
    """Return the criteria that *names*, the first of their ``about``, stand for."""
    known = {criterion.about[0]: criterion for criterion in CRITERIA}
    return [known[name] for name in names if name in known]
