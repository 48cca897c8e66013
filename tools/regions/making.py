"""Makes the folder of a region out of the files that France publishes of all of them."""

import csv
import json
import math
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "site" / "normandie" / "demo" / "examples" / "places"
Row = dict[str, Any]
# What goes before a name, by the code of INSEE (TNCC): after a noun, and alone. « Aux » is « les ».
OF = {"0": "de ", "1": "d’", "2": "du ", "3": "de la ", "4": "des ", "5": "de l’", "6": "des "}
ALONE = {"0": "la ", "1": "l’", "2": "le ", "3": "la ", "4": "les ", "5": "l’", "6": "les "}
INSIDE = {"2": "dans le ", "4": "dans les ", "6": "dans les "}  # « en » otherwise
# Zones of the school holidays, by region: Corse and the regions overseas have dates of their own.
SCHOOL_ZONES = {
    zone: zones.split()
    for zone, zones in {"A": "27 75 84", "B": "24 28 32 44 52 53 93", "C": "11 76"}.items()
}
MARGIN = 0.02  # degrees left around the outline
# The files asked, and where each comes from, as catalogues name it.
SOURCES = {
    "regions.csv": "INSEE, Code officiel géographique, régions",
    "departements.csv": "INSEE, Code officiel géographique, départements",
    "communes.json": "API Découpage administratif, communes (nom, code, codeDepartement, epci, "
    "codesPostaux, population, centre)",
    "former-communes.json": "API Découpage administratif, communes associées et déléguées",
    "departements.geojson": "IGN, Admin Express, contours simplifiés des départements",
    "france-services.csv": "ANCT, liste des France services",
    "tiers-lieux-2019.csv": "CGET, Mission coworking, 2019",
}
# Lists of real places for the demo, and where each says the commune.
PLACES = {"france-services.csv": "insee_com", "tiers-lieux-2019.csv": "inseecom"}
COMMUNE_COLUMNS = (
    *("code_insee", "nom", "departement", "epci_siren", "epci_nom", "codes_postaux"),
    *("population", "latitude", "longitude"),
)


class SourceError(Exception):
    """A file of the sources is missing, or does not hold what it should."""


@dataclass(frozen=True)
class Asked:
    """What no public file says: the name of the network, the site of the authority, and a zone.

    The zone of school holidays is asked only where SCHOOL_ZONES has none.
    """

    code: str
    network: str
    website: str
    school_zone: str = ""
    timezone: str = "Europe/Paris"


def make_region(sources: Path, folder: Path, asked: Asked) -> dict[str, int]:
    """Write the *folder* of a region, and return how many rows each kind of file has.

    Raises:
        SourceError: a file is missing, or says nothing of this region.
        FileExistsError: there is such a folder, which somebody may have worked on.
    """
    if missing := [name for name in SOURCES if not (sources / name).is_file()]:
        raise SourceError(f"Il manque {', '.join(missing)} dans {sources}.")
    region = _one(_rows(sources / "regions.csv"), asked.code)
    departements = [row for row in _rows(sources / "departements.csv") if row["REG"] == asked.code]
    codes = [row["DEP"] for row in departements]
    communes = [_commune(each) for each in _within(sources / "communes.json", codes)]
    outline = _outline(sources / "departements.geojson", codes)
    if not communes or len(outline) != len(codes):
        raise SourceError(f"Les fichiers ne disent rien de tous les départements de {asked.code}.")
    known = {row["code_insee"] for row in communes}
    former = [row for row in _former(sources / "former-communes.json") if row[2] in known]
    folder.mkdir(parents=True)
    _write(folder / "communes.csv", COMMUNE_COLUMNS, [list(row.values()) for row in communes])
    _write(folder / "former-communes.csv", ("code_insee", "nom", "code_insee_commune"), former)
    collection = {"type": "FeatureCollection", "features": outline}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    (folder / "departements.geojson").write_text(text, "utf-8")
    counts = {
        name: _copy(sources / name, folder / name, column, known) for name, column in PLACES.items()
    }
    towns = sorted(communes, key=lambda row: (-row["population"], row["code_insee"]))
    (folder / "region.toml").write_text(
        _toml(asked, region, departements, towns[:2], _bounds(outline)), "utf-8"
    )
    (folder / "example-places.toml").write_text(_examples(towns), "utf-8")
    (folder / "README.md").write_text(_readme(region["LIBELLE"]), "utf-8")
    shutil.copytree(HERE / "neutral", folder / "static")
    return {"communes.csv": len(communes), "former-communes.csv": len(former)} | counts


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _one(rows: Iterable[dict[str, str]], code: str) -> dict[str, str]:
    found = next((row for row in rows if row["REG"] == code), None)
    if found is None:
        raise SourceError(f"regions.csv n’a pas de région {code}.")
    return found


def _within(path: Path, departements: Sequence[str]) -> Iterator[Row]:
    """Yield the communes of *departements*, in the order of their codes."""
    rows: list[Row] = json.loads(path.read_text("utf-8"))
    found = [row for row in rows if row["codeDepartement"] in departements]
    yield from sorted(found, key=lambda row: str(row["code"]))


def _commune(row: Row) -> Row:
    longitude, latitude = row["centre"]["coordinates"]
    epci = row.get("epci") or {"code": "", "nom": ""}  # four islands are in none
    values = (
        *(row["code"], row["nom"], row["codeDepartement"], epci["code"], epci["nom"]),
        *(" ".join(row["codesPostaux"]), row.get("population") or 0),
        *(f"{latitude:.5f}", f"{longitude:.5f}"),
    )
    return dict(zip(COMMUNE_COLUMNS, values, strict=True))


def _former(path: Path) -> list[list[str]]:
    rows = json.loads(path.read_text("utf-8"))
    return sorted([row["code"], row["nom"], row["chefLieu"]] for row in rows)


def _outline(path: Path, codes: Sequence[str]) -> list[Row]:
    features: list[Row] = json.loads(path.read_text("utf-8"))["features"]
    return [each for each in features if each["properties"]["code"] in codes]


def _copy(source: Path, target: Path, column: str, known: set[str]) -> int:
    rows = _rows(source)
    kept = [row for row in rows if row[column] in known]
    _write(target, list(rows[0]) if rows else [], [list(row.values()) for row in kept])
    return len(kept)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _bounds(outline: list[Row]) -> dict[str, float]:
    points = list(chain.from_iterable(_points(each["geometry"]["coordinates"]) for each in outline))
    longitudes, latitudes = zip(*points, strict=True)
    return {
        "south": math.floor((min(latitudes) - MARGIN) * 100) / 100,
        "west": math.floor((min(longitudes) - MARGIN) * 100) / 100,
        "north": math.ceil((max(latitudes) + MARGIN) * 100) / 100,
        "east": math.ceil((max(longitudes) + MARGIN) * 100) / 100,
    }


def _points(coordinates: list[Any]) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], list):
        for each in coordinates:
            yield from _points(each)
    else:
        yield coordinates[0], coordinates[1]


def _toml(
    asked: Asked,
    region: dict[str, str],
    departements: list[dict[str, str]],
    towns: list[Row],
    bounds: dict[str, float],
) -> str:
    name, article = region["LIBELLE"], region["TNCC"]
    zone = asked.school_zone or next(
        (zone for zone, codes in SCHOOL_ZONES.items() if asked.code in codes), ""
    )
    if not zone:
        raise SourceError("Les vacances scolaires de cette région n’ont pas de zone A, B ou C.")
    said = {
        "name": name,
        "network": asked.network,
        "authority": f"Région {name}",
        "website": asked.website,
        "inside": f"{INSIDE.get(article, 'en ')}{name}",
        "of": f"{OF[article]}{name}",
        "whole": f"{ALONE[article]}{name}",
    }
    lines = [f"{key} = {_string(value)}" for key, value in said.items()]
    lines += ["adjectives = [] # its four forms, such as breton, bretonne, bretons, bretonnes"]
    lines += [f'school_zone = "{zone}"', f'timezone = "{asked.timezone}"']
    lines += [f"{key} = {value:.2f}" for key, value in bounds.items()]
    lines += [f'departement = "{towns[1]["departement"]}"', "towns = ["]
    for town in towns:
        postcode = town["codes_postaux"].split()[0]
        lines.append(
            f'  {{ code = "{town["code_insee"]}", name = {_string(town["nom"])}, '
            f'postcode = "{postcode}" }},'
        )
    lines += [
        "]",
        "# Where people look up buses, coaches and trains to a place: { name, url }.",
        "transport = {}",
        "",
        "[departements]",
    ]
    lines += [f"{row['DEP']} = {_string(OF[row['TNCC']] + row['LIBELLE'])}" for row in departements]
    return "\n".join(lines) + "\n"


def _examples(towns: list[Row]) -> str:
    """Give each invented place a town: the largest of each département in turn."""
    by_departement: dict[str, list[Row]] = {}
    for town in towns:
        by_departement.setdefault(town["departement"], []).append(town)
    spread = filter(None, chain.from_iterable(zip_longest(*by_departement.values())))
    slugs = [path.stem.split("-", 1)[1] for path in sorted(EXAMPLES.glob("*.toml"))]
    lines = ["# Where the invented places of the demo stand. Some speak of the sea: read them."]
    for slug, town in zip(slugs, spread, strict=False):
        postcode = town["codes_postaux"].split()[0]
        lines += ["", f"[{slug}]", f'commune = "{town["code_insee"]}"', f'postcode = "{postcode}"']
    return "\n".join(lines) + "\n"


def _readme(name: str) -> str:
    made = f"Made on {date.today():%d %B %Y} by `python -m tools.regions` from:"
    sources = [f"- {source} (`{file}`)" for file, source in SOURCES.items()]
    licence = "Licence Ouverte 2.0, each with its own date."
    return "\n".join([f"# {name}", "", made, "", *sources, "", licence, ""])


def _string(text: str) -> str:
    """Return *text* as TOML writes it, with the apostrophe of print."""
    return json.dumps(text.replace("'", "’"), ensure_ascii=False)
