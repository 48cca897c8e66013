"""What the rows of a file are held against, read once: communes, terms, places already here."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, count
from typing import NamedTuple

from django.utils.text import slugify

from core.pages.routing import reserved_slugs
from core.text.words import fold_name, slug_of
from directory.models import (
    Commune,
    DirectoryPage,
    FormerCommune,
    MergedSheet,
    PlacePage,
    Term,
)
from directory.standard.record import PlaceRecord, Problem

from .checks import RefusalError

# From the first space of a run: looked for from each, a hostile cell would take minutes.
CEDEX = re.compile(r"(?<!\s)\s+cedex\b.*$", re.IGNORECASE)
SLUG_LENGTH = 200  # well under Wagtail's 255, to leave room for a number


class CommuneRow(NamedTuple):
    """What is read of every commune; a whole one is fetched when a place is to be written."""

    insee_code: str
    name: str
    folded_name: str
    departement_id: str
    postcodes: str


class Territory:
    """The communes of the region, found by code, or by name and postcode."""

    def __init__(self) -> None:
        rows = Commune.objects.values_list(*CommuneRow._fields)
        self._by_code = {row[0]: CommuneRow(*row) for row in rows}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for code, commune in self._by_code.items():
            self._by_name[commune.folded_name].add(code)
        former = FormerCommune.objects.values_list("insee_code", "folded_name", "commune_id")
        for code, folded_name, current in former:
            self._by_code.setdefault(code, self._by_code[current])
            self._by_name[folded_name].add(current)
        self._fetched: dict[str, Commune] = {}

    def __bool__(self) -> bool:
        return bool(self._by_code)

    def commune(self, code: str) -> Commune:
        """Return a commune with its département and EPCI: one query the first time it is asked."""
        if code not in self._fetched:
            communes = Commune.objects.select_related("departement", "epci")
            self._fetched[code] = communes.get(insee_code=code)
        return self._fetched[code]

    def find(self, record: PlaceRecord) -> CommuneRow:
        """Return the commune of *record*, today's where it has merged.

        The code decides; without it, the name and the postcode, or the name and the département
        where the postcode is a company's (« cedex ») and no other commune has that name there.

        Raises:
            ValueError: no such commune in the region, or several.
        """
        if record.code_insee:
            if commune := self._by_code.get(record.code_insee):
                return commune
            raise ValueError(f"Aucune commune de la région n’a le code {record.code_insee}.")
        name = fold_name(CEDEX.sub("", record.commune))
        named = [self._by_code[code] for code in sorted(self._by_name.get(name, ()))]
        exact = [commune for commune in named if record.code_postal in commune.postcodes.split()]
        near = [commune for commune in named if commune.departement_id == record.code_postal[:2]]
        for fits in (exact, near):
            # A commune that bears the name goes before one that took in another of that name.
            for found in ([commune for commune in fits if commune.folded_name == name], fits):
                if len(found) == 1:
                    return found[0]
        raise ValueError(
            f"La commune «\u00a0{record.commune}\u00a0» ({record.code_postal}) "
            + ("est à préciser par son code INSEE." if near else "n’est pas de la région.")
        )


class KnownPlaces:
    """Which places are here already, and which names are taken."""

    def __init__(self, directory: DirectoryPage) -> None:
        places = list(PlacePage.objects.values_list("pk", "source", "source_id", "public_id"))
        self._public_ids = {public_id for _, _, _, public_id in places}
        # The identifier of the source prevails over our own, should they cross.
        self._by_key = {(source, public_id): pk for pk, source, _, public_id in places} | {
            (source, source_id): pk for pk, source, source_id, _ in places if source_id
        }
        merged = MergedSheet.objects.values_list("source", "source_id", "public_id")
        self._merged = {(source, key) for source, *keys in merged for key in keys if key}
        self._public_ids |= {public_id for _, _, public_id in merged}
        self._slugs = reserved_slugs(DirectoryPage) | set(
            directory.get_children().values_list("slug", flat=True)
        )

    def find(self, record: PlaceRecord) -> int | None:
        """Return the key of the place that *record* describes, if it is here."""
        return self._by_key.get((record.source, record.id))

    def is_merged(self, record: PlaceRecord) -> bool:
        """Tell whether the sheet that *record* describes was merged in another: it stays so."""
        return (record.source, record.id) in self._merged

    def free_public_id(self, record: PlaceRecord) -> str:
        """Return an identifier that no place has. ValueError when there is none."""
        for candidate in (record.id, f"{slugify(record.source) or 'import'}_{record.id}"):
            if candidate not in self._public_ids:
                return candidate
        raise ValueError("Un lieu d’une autre source porte déjà cet identifiant.")

    def free_slug(self, name: str, commune: str) -> str:
        """Return the last part of an address that no page or route of the directory has."""
        slug = slug_of(name)[:SLUG_LENGTH].strip("-") or "lieu"
        with_commune = f"{slug}-{slug_of(commune)}"
        numbered = (f"{with_commune}-{number}" for number in count(2))
        return next(
            candidate
            for candidate in chain([slug, with_commune], numbered)
            if candidate not in self._slugs
        )

    def add(self, place: PlacePage) -> None:
        """Take note of a place just created."""
        self._public_ids.add(place.public_id)
        self._slugs.add(place.slug)


class Terms:
    """The terms of the closed lists, by list and code."""

    def __init__(self) -> None:
        self._by_key = {(term.vocabulary, term.code): term for term in Term.objects.all()}

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def of(self, vocabulary: str, codes: Iterable[str]) -> list[Term]:
        """Return the terms of *codes*. RefusalError when one is missing from the table."""
        try:
            return [self._by_key[vocabulary, code] for code in codes]
        except KeyError as error:
            reason = (
                f"Le terme «\u00a0{error.args[0][1]}\u00a0» manque\u00a0: lancez load_vocabularies."
            )
            raise RefusalError(Problem("", reason)) from error
