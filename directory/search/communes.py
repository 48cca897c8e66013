"""Finding a commune from what people type: a name, a former name, a postcode."""

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from directory.models import Commune, FormerCommune
from directory.text import fold_name

KEY = re.compile(r"(?P<insee>\d[0-9AB]\d{3})-[a-z0-9-]+")
LABEL = re.compile(r"(?P<name>.+) \((?P<postcode>\d{5})\)")

LEAST_TELLING = 4  # letters that a name must keep when its last words fit nothing


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
    found = Commune.objects.filter(has_postcode | Q(insee_code=number))
    former = FormerCommune.objects.filter(insee_code=number).select_related("commune__departement")
    return _matches(found, limit) or [CommuneMatch(item.commune, item.name) for item in former]


def _by_name(name: str, limit: int) -> list[CommuneMatch]:
    if not name:
        return []
    fits = Q(folded_name__startswith=name) | Q(folded_name__contains=f" {name}")
    current = (
        Commune.objects.select_related("departement")
        .filter(fits)
        .order_by("-population")[: 5 * limit]
    )
    former = FormerCommune.objects.filter(fits).select_related("commune__departement")[: 5 * limit]
    matches = [(_rank(item.folded_name, name), CommuneMatch(item)) for item in current]
    matches += [
        (_rank(item.folded_name, name), CommuneMatch(item.commune, item.name))
        for item in former
        if item.folded_name != item.commune.folded_name
    ]
    # At the same rank a commune that bears the name goes before one that absorbed it.
    matches.sort(key=lambda pair: (pair[0], bool(pair[1].former_name), -pair[1].commune.population))
    unique = {match.commune.pk: match for _, match in reversed(matches)}
    ordered = [match for _, match in matches if unique[match.commune.pk] is match]
    shorter = name.rpartition(" ")[0]
    if not ordered and len(shorter) >= LEAST_TELLING:
        return _by_name(shorter, limit)  # « caen cedex », « rouen 76000 »
    return ordered[:limit]


def _rank(found: str, typed: str) -> int:
    """0: the very name; 1: it begins so; 2: one of its words does."""
    if found == typed:
        return 0
    return 1 if found.startswith(typed) else 2


def _matches(communes: QuerySet[Commune], limit: int) -> list[CommuneMatch]:
    ordered = communes.select_related("departement").order_by("-population")
    return [CommuneMatch(commune) for commune in ordered[:limit]]
