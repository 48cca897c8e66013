"""Loading of the territory from the files of the region (``REGION``)."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from core.text.words import fold_name
from directory.caches import directory_cache
from directory.models import (
    Commune,
    Departement,
    Epci,
    FormerCommune,
)
from directory.models.territory import KINDS_OF_EPCI

COMMUNES, FORMER_COMMUNES = "communes.csv", "former-communes.csv"
OUTLINE = "departements.geojson"
# Where all that comes from, as pages say it: the README of each region has the same.
SOURCE = "INSEE, code officiel géographique 2026"
POINTS_SOURCE = "IGN, Admin Express 2018"


@transaction.atomic
def load_territory() -> dict[str, int]:
    """Create or update départements, EPCI, communes and former communes; safe to repeat.

    Communes that have left the file are kept, for places may stand on them.

    Returns:
        The number of rows read, by kind of territory.
    """
    folder = settings.REGION.folder
    communes, former = read_rows(folder / COMMUNES), read_rows(folder / FORMER_COMMUNES)
    departements = names_of_departements(read_outline(folder))
    epcis = {row["epci_siren"]: row["epci_nom"] for row in communes if row["epci_siren"]}
    _upsert(Departement(code=code, name=name) for code, name in departements.items())
    _upsert(Epci(siren=siren, name=_spelled_out(name)) for siren, name in epcis.items())
    _upsert(_commune(row) for row in communes)
    _upsert((_former_commune(row) for row in former), "insee_code", "name")
    directory_cache.invalidate()  # loading in bulk sends no signal
    return {
        "départements": len(departements),
        "EPCI": len(epcis),
        "communes": len(communes),
        "anciennes communes": len(former),
    }


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_outline(folder: Path) -> list[dict[str, Any]]:
    """Return the départements of the region in *folder*, as Features of GeoJSON."""
    features: list[dict[str, Any]] = json.loads((folder / OUTLINE).read_text("utf-8"))["features"]
    return features


def names_of_departements(outline: list[dict[str, Any]]) -> dict[str, str]:
    """Return the name of each département, by code."""
    return {item["properties"]["code"]: item["properties"]["nom"] for item in outline}


def _spelled_out(name: str) -> str:
    """« CC Cœur de Nacre » as it is said: « Communauté de communes Cœur de Nacre »."""
    kind, _, rest = name.partition(" ")
    return f"{KINDS_OF_EPCI[kind]} {rest}" if kind in KINDS_OF_EPCI else name


def _commune(row: dict[str, str]) -> Commune:
    return Commune(
        insee_code=row["code_insee"],
        name=row["nom"],
        folded_name=fold_name(row["nom"]),
        departement_id=row["departement"],
        epci_id=row["epci_siren"] or None,
        postcodes=row["codes_postaux"],
        population=int(row["population"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _former_commune(row: dict[str, str]) -> FormerCommune:
    return FormerCommune(
        insee_code=row["code_insee"],
        name=row["nom"],
        folded_name=fold_name(row["nom"]),
        commune_id=row["code_insee_commune"],
    )


def _upsert(objects: Iterable[models.Model], *unique: str) -> None:
    """Create the rows, or update those of the same *unique* fields (their key by default)."""
    rows = list(objects)
    if not rows:  # a region may have no former commune
        return
    model = type(rows[0])
    key = model._meta.pk.name
    keys = unique or (key,)
    fields = [field.name for field in model._meta.concrete_fields if field.name not in {key, *keys}]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=keys, update_fields=fields, batch_size=500
    )
