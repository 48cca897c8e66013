"""Finding a commune from what people type: a name, a former name, a postcode."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, FilteredRelation, Q, QuerySet, When
from django.db.models.expressions import Combinable

from core.text.spelling import MENDED_LENGTHS, edits, likeness
from core.text.words import fold_name
from directory.caches import directory_cache
from directory.models import Commune, FormerCommune

KEY = re.compile(r"(?P<insee>\d[0-9AB]\d{3})-[a-z0-9-]+")
LABEL = re.compile(r"(?P<name>.+) \((?P<postcode>\d{5})\)")

ARTICLE_LAST = re.compile(
    r"(?P<name>.+?),?\s*\(?\b(?P<article>le|la|les|l['’]?)\)?\s*", re.IGNORECASE
)
# What stands beside a name in an address, and is none: postcode, département, « cedex 9 », country.
NO_NAME = re.compile(r"\b(?:cedex(?: \d{1,2})?|\d{2,5}|2[ab]|france)\b")
MAX_LIKE = 3  # communes proposed in place of one that nobody knows


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
    name, numbers = _name_and_numbers(typed)
    spaced = _known_names().get(_compact(name), name)
    matches = [*_by_name(spaced, limit), *(_by_name(name, limit) if spaced != name else ())]
    found = _each_once(matches)[:limit]
    # « 14 Caen », « 14000 Caen »: the number chooses among those of the name, where it fits any.
    return sorted(found, key=lambda match: not _has_number(match.commune, numbers))


def communes_written(texts: Iterable[str]) -> dict[str, Commune]:
    """Return the communes of *texts* that this site wrote itself, by text, in one query.

    « 14118-caen » and « Caen (14000) »; the others are for ``find_communes``.
    """
    keys = {text: found["insee"] for text in texts if (found := KEY.fullmatch(text))}
    labels = {
        text: (fold_name(found["name"]), found["postcode"])
        for text in texts
        if (found := LABEL.fullmatch(text))
    }
    if not keys and not labels:
        return {}
    names = [name for name, _ in labels.values()]
    communes = Commune.objects.filter(Q(insee_code__in=keys.values()) | Q(folded_name__in=names))
    by_code = {commune.insee_code: commune for commune in communes}
    by_label = {
        (commune.folded_name, postcode): commune
        for commune in sorted(communes, key=lambda commune: commune.population)
        for postcode in commune.postcodes.split()
    }
    return {text: by_code[code] for text, code in keys.items() if code in by_code} | {
        text: by_label[label] for text, label in labels.items() if label in by_label
    }


def communes_like(typed: str, limit: int = MAX_LIKE) -> list[CommuneMatch]:
    """Return the communes whose name is one letter away from *typed*, which none bears."""
    name, _ = _name_and_numbers(typed.strip()[:100])
    known, compact = _known_names(), _compact(name)
    if len(compact) not in MENDED_LENGTHS:
        return []
    near = {known[edited] for edited in edits(compact) if edited in known}
    ordered = sorted(near, key=lambda found: (-likeness(found, name), found))[:limit]
    matches = [match for found in ordered for match in _by_name(found, 1)]
    return _each_once(matches)


def _each_once(matches: Iterable[CommuneMatch]) -> list[CommuneMatch]:
    """Keep of *matches* the first for each commune: the best ones come first."""
    unique: dict[str, CommuneMatch] = {}
    for match in matches:
        unique.setdefault(match.commune.pk, match)
    return list(unique.values())


def _name_and_numbers(typed: str) -> tuple[str, list[str]]:
    """Return the folded name that *typed* holds, and the numbers that stand beside it."""
    if last := ARTICLE_LAST.fullmatch(typed):  # « HAVRE (LE) »
        typed = f"{last['article']} {last['name']}"
    folded = fold_name(typed)
    numbers = [word for word in folded.split() if word.isdigit()]
    return " ".join(NO_NAME.sub(" ", folded).split()), numbers


def _has_number(commune: Commune, numbers: list[str]) -> bool:
    """Say whether one of *numbers* begins a postcode of *commune*."""
    return any(code.startswith(number) for code in commune.postcodes.split() for number in numbers)


def _compact(name: str) -> str:
    """Write a folded name as people who leave no space do: « laigle », « lehavre »."""
    return name.replace(" ", "")


def _known_names() -> dict[str, str]:
    """Return every folded name of a commune, past ones too, by itself without spaces."""

    def read() -> dict[str, str]:
        names = Commune.objects.order_by().values_list("folded_name")
        former = FormerCommune.objects.order_by().values_list("folded_name")
        return {_compact(name): name for (name,) in names.union(former)}

    return directory_cache.get_or_compute("commune-names", (), read)


def _by_number(number: str, limit: int) -> list[CommuneMatch]:
    has_postcode = Q(postcodes__startswith=number) | Q(postcodes__contains=f" {number}")
    bearer_first = Case(When(insee_code=number, then=0), default=1)
    communes = Commune.objects.filter(has_postcode | Q(insee_code=number))
    matches = _matches(communes, limit + 1, bearer_first)
    if matches:
        bearer = [match for match in matches if match.commune.insee_code == number]
        found = [match for match in matches if _has_number(match.commune, [number])]
        found.sort(key=lambda match: -match.commune.population)
        # The number is more often a postcode; the other reading is offered just after.
        others = [match for match in found[1:] if match not in bearer]
        return (found[:1] + [match for match in bearer if match not in found[:1]] + others)[:limit]
    former = FormerCommune.objects.filter(insee_code=number).select_related("commune__departement")
    return [CommuneMatch(item.commune, item.name) for item in former]


def _by_name(name: str, limit: int) -> list[CommuneMatch]:
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


def _matches(communes: QuerySet[Commune], limit: int, *first: Combinable) -> list[CommuneMatch]:
    ordered = communes.select_related("departement").order_by(*first, "-population")
    return [CommuneMatch(commune) for commune in ordered[:limit]]
