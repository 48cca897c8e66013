"""Checks of the folder of the region: whole, true to itself, and that of the database."""

from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from directory.models import Departement
from directory.services.territory import (
    COMMUNES,
    FORMER_COMMUNES,
    OUTLINE,
    names_of_departements,
    read_outline,
    read_rows,
)
from normandie.settings.region import Region

TERRITORY = (COMMUNES, FORMER_COMMUNES, OUTLINE)
DEMO = ("france-services.csv", "tiers-lieux-2019.csv", "example-places.toml")
LOOKS = ("mark.svg", "favicon.svg", "apple-touch-icon.png", "landscape.svg")
FILES = (*TERRITORY, *DEMO, *(f"static/{name}" for name in LOOKS))
SHOWN = 3  # mistakes of one kind that are told


@register()
def region_folder_is_whole(**kwargs: Any) -> list[CheckMessage]:
    """Each file that the site or its demo reads is there, and what they say of each other holds."""
    region = settings.REGION
    missing = [name for name in FILES if not (region.folder / name).is_file()]
    if missing:
        return [
            Error(
                f"Il manque à la région {region.name}\u00a0: {', '.join(missing)}.",
                hint=f"Dans {region.folder}\u00a0; tools/regions les fait des fichiers publics.",
                id="normandie.E007",
            )
        ]
    return [
        Error(
            f"Les fichiers de la région {region.name} se contredisent\u00a0: {said}.",
            hint=f"Corrigez {region.folder}.",
            id="normandie.E008",
        )
        for said in _contradictions(region)
    ]


@register(Tags.database)
def database_is_of_this_region(
    databases: Collection[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A site serves one region: two in one database would answer for each other."""
    if "default" not in (databases or ()):
        return []
    try:
        others = Departement.objects.exclude(pk__in=settings.REGION.departements)
        names = list(others.values_list("name", flat=True)[:SHOWN])
    except DatabaseError:  # the tables do not exist yet
        return []
    if not names:
        return []
    return [
        Error(
            f"La base de données est celle d’une autre région que {settings.REGION.name} "
            f"({', '.join(names)}).",
            hint="Donnez une autre base à cette région (DATABASE_URL), ou effacez celle-ci.",
            id="normandie.E009",
        )
    ]


Rows = dict[str, dict[str, str]]


def _contradictions(region: Region) -> Iterator[str]:
    communes = {row["code_insee"]: row for row in read_rows(region.folder / COMMUNES)}
    yield from _of_departements(region, {row["departement"] for row in communes.values()})
    outside = [
        row["nom"]
        for row in communes.values()
        if not region.contains(float(row["latitude"]), float(row["longitude"]))
    ]
    if outside:
        yield f"hors des bornes\u00a0: {', '.join(outside[:SHOWN])}"
    former = read_rows(region.folder / FORMER_COMMUNES)
    if lost := [row["nom"] for row in former if row["code_insee_commune"] not in communes]:
        yield f"{FORMER_COMMUNES}, d’aucune commune\u00a0: {', '.join(lost[:SHOWN])}"
    for town in region.towns:
        if communes.get(town.code, {}).get("nom") != town.name:
            yield f"{town.name} ({town.code}) n’est pas dans {COMMUNES}"
    yield from _of_postcodes(region, communes)


def _of_departements(region: Region, of_communes: set[str]) -> Iterator[str]:
    codes = set(region.departements)
    if names_of_departements(read_outline(region.folder)).keys() != codes:
        yield f"{OUTLINE} n’a pas les départements de region.toml"
    if of_communes != codes:
        yield f"{COMMUNES} n’a pas les départements de region.toml"


def _of_postcodes(region: Region, communes: Rows) -> Iterator[str]:
    places = region.read("example-places.toml").values()
    named = [(town.code, town.postcode) for town in region.towns]
    for code, postcode in [*named, *((each["commune"], each["postcode"]) for each in places)]:
        if postcode not in communes.get(code, {}).get("codes_postaux", "").split():
            yield f"{postcode} n’est pas un code postal de la commune {code}"
