"""Finding a commune from what people type: a name, a former name, a postcode."""

import re
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet

from core.text.words import fold_name
from directory.models import Commune, FormerCommune

KEY = re.compile(r"(?P<insee>\d[0-9AB]\d{3})-[a-z0-9-]+")
LABEL = re.compile(r"(?P<name>.+) \((?P<postcode>\d{5})\)")

LEAST_TELLING = 4  # letters that a name must keep when its last words fit nothing
MAX_DROPPED = 3  # words: each costs a query, and nobody types more after the name


@dataclass(frozen=True)
class CommuneMatch:
    """A commune that fits what was typed, and the former name that was recognised, if any."""

    commune: Commune
    former_name: str = ""

    @property
    def label(self) -> str:
        if self.former_name:
            return f"{self.former_name}, aujourd’hui {self.commune}"
        return str(self.commune)


def find_communes(typed: str, limit: int = 10) -> list[CommuneMatch]:
    """Return the communes that fit *typed*, the likeliest first (exact, then by population).

    *typed* is an INSEE code, a postcode or its beginning, a name or a former name or their
    beginning (accents, dashes and « st » for « saint » forgiven), or what this site writes itself:
    « 14118-caen » in addresses, « Caen (14000) » in forms. A number that is both the INSEE code of
    a commune and the postcode of others gives them all: people type postcodes.
    """
    typed = typed.strip()[:100]
    if key := KEY.fullmatch(typed):
        return _matches(Commune.objects.filter(insee_code=key["insee"]), limit)
    if label := LABEL.fullmatch(typed):
        exact = Commune.objects.filter(
            folded_name=fold_name(label["name"]), postcodes__contains=label["postcode"]
        )
        return _matches(exact, limit) or find_communes(label["name"], limit)
    if re.fullmatch(r"\d[\dABab]\d{0,3}", typed):
        return _by_number(typed.upper(), limit)
    return _by_name(fold_name(typed), limit)


def _by_number(number: str, limit: int) -> list[CommuneMatch]:
    has_postcode = Q(postcodes__startswith=number) | Q(postcodes__contains=f" {number}")
    found = _matches(Commune.objects.filter(has_postcode), limit)
    bearer = _matches(Commune.objects.filter(insee_code=number), 1)
    if found or bearer:
        # The number is more often a postcode; the other reading is offered just after.
        others = [match for match in found[1:] if match not in bearer]
        return (found[:1] + [match for match in bearer if match not in found[:1]] + others)[:limit]
    former = FormerCommune.objects.filter(insee_code=number).select_related("commune__departement")
    return [CommuneMatch(item.commune, item.name) for item in former]


def _by_name(name: str, limit: int, dropped: int = 0) -> list[CommuneMatch]:
    if not name:
        return []
    former = FilteredRelation("former_communes", condition=_fits("former_communes__", name))
    found = (
        Commune.objects.annotate(former=former, former_name=F("former__name"))
        .filter(_fits("", name) | Q(former_name__isnull=False))
        .select_related("departement")
        .order_by("-population", "pk")[: 10 * limit]
    )
    matches = []
    for commune in found:
        if _is_called(commune.folded_name, name):
            matches.append((_rank(commune.folded_name, name), CommuneMatch(commune)))
        if commune.former_name:
            rank = _rank(fold_name(commune.former_name), name)
            matches.append((rank, CommuneMatch(commune, commune.former_name)))
    # At the same rank a commune that bears the name goes before one that absorbed it.
    matches.sort(key=lambda pair: (pair[0], bool(pair[1].former_name), -pair[1].commune.population))
    unique = {match.commune.pk: match for _, match in reversed(matches)}
    ordered = [match for _, match in matches if unique[match.commune.pk] is match]
    shorter = name.rpartition(" ")[0]
    if not ordered and dropped < MAX_DROPPED and len(shorter) >= LEAST_TELLING:
        return _by_name(shorter, limit, dropped + 1)  # « caen cedex », « rouen 76000 »
    return ordered[:limit]


def _fits(path: str, name: str) -> Q:
    begins, holds = f"{path}folded_name__startswith", f"{path}folded_name__contains"
    return Q(**{begins: name}) | Q(**{holds: f" {name}"})


def _is_called(found: str, typed: str) -> bool:
    return found.startswith(typed) or f" {typed}" in found


def _rank(found: str, typed: str) -> int:
    """0: the very name; 1: it begins so; 2: one of its words does."""
    if found == typed:
        return 0
    return 1 if found.startswith(typed) else 2


def _matches(communes: QuerySet[Commune], limit: int) -> list[CommuneMatch]:
    ordered = communes.select_related("departement").order_by("-population")
    return [CommuneMatch(commune) for commune in ordered[:limit]]
