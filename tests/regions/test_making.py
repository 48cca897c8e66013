"""``tools.regions`` makes the folder of a region out of national files; here, of two regions."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from normandie.region_checks import region_folder_is_whole
from normandie.settings.region import REGIONS, read_region
from tools.regions.making import SOURCES, Asked, SourceError, make_region

BRETAGNE = REGIONS / "bretagne"
INSEE = {  # code of the article, name; Code officiel géographique
    "28": ("0", "Normandie", {"14": ("2", "Calvados"), "50": ("3", "Manche")}),
    "53": (
        "0",
        "Bretagne",
        {
            "22": ("4", "Côtes-d'Armor"),
            "29": ("2", "Finistère"),
            "35": ("1", "Ille-et-Vilaine"),
            "56": ("2", "Morbihan"),
        },
    ),
}
ASKED = Asked("53", "Bretagne Connectée", "https://www.bretagne.bzh/")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, written: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(written[0]))
        writer.writeheader()
        writer.writerows(written)


def both(name: str) -> list[dict[str, str]]:
    return [row for region in ("normandie", "bretagne") for row in rows(REGIONS / region / name)]


def of_the_api(row: dict[str, str]) -> dict[str, Any]:
    """Return a commune as the API of the territory gives it."""
    epci = {"code": row["epci_siren"], "nom": row["epci_nom"]}
    point = [float(row["longitude"]), float(row["latitude"])]
    return {
        "nom": row["nom"],
        "code": row["code_insee"],
        "codeDepartement": row["departement"],
        "codesPostaux": row["codes_postaux"].split(),
        "population": int(row["population"]),
        "centre": {"type": "Point", "coordinates": point},
    } | ({"epci": epci} if row["epci_siren"] else {})


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    lines = [f"{code},{article},{name}" for code, (article, name, _) in INSEE.items()]
    (folder / "regions.csv").write_text("\n".join(["REG,TNCC,LIBELLE", *lines]), "utf-8-sig")
    lines = [
        f"{code},{region},{article},{name}"
        for region, (_, _, departements) in INSEE.items()
        for code, (article, name) in departements.items()
    ]
    (folder / "departements.csv").write_text("\n".join(["DEP,REG,TNCC,LIBELLE", *lines]), "utf-8")
    communes = [of_the_api(row) for row in both("communes.csv")]
    (folder / "communes.json").write_text(json.dumps(communes), "utf-8")
    former = [
        {"nom": row["nom"], "code": row["code_insee"], "chefLieu": row["code_insee_commune"]}
        for row in both("former-communes.csv")
    ]
    (folder / "former-communes.json").write_text(json.dumps(former), "utf-8")
    outlines = [REGIONS / region / "departements.geojson" for region in ("normandie", "bretagne")]
    features = [each for path in outlines for each in json.loads(path.read_text())["features"]]
    (folder / "departements.geojson").write_text(json.dumps({"features": features}), "utf-8")
    for name in ("france-services.csv", "tiers-lieux-2019.csv"):
        write_rows(folder / name, both(name))
    return folder


def test_the_folder_of_bretagne_is_made_again(
    sources: Path, tmp_path: Path, settings: LazySettings
) -> None:
    made = tmp_path / "bretagne"
    run = subprocess.run(
        [
            *(sys.executable, "-m", "tools.regions", "53", str(sources), str(made)),
            *("--network", "Bretagne Connectée"),
            *("--website", "https://www.bretagne.bzh/"),
        ],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    settings.REGION = region = read_region(str(made))

    assert region_folder_is_whole() == []
    for name in ("communes.csv", "former-communes.csv", "france-services.csv"):
        assert sorted(map(str, rows(made / name))) == sorted(map(str, rows(BRETAGNE / name))), name
    ours = read_region("bretagne")
    for said in ("name", "network", "authority", "website", "inside", "of", "whole", "school_zone"):
        assert getattr(region, said) == getattr(ours, said)
    assert region.departements == ours.departements
    assert [town.name for town in region.towns] == ["Rennes", "Brest"]
    assert len(region.read("example-places.toml")) == len(ours.read("example-places.toml"))


def test_what_is_missing_is_told_and_nothing_is_made(sources: Path, tmp_path: Path) -> None:
    (sources / "communes.json").write_text("[]", "utf-8")
    with pytest.raises(SourceError, match="53"):
        make_region(sources, tmp_path / "made", ASKED)
    (sources / "communes.json").unlink()
    with pytest.raises(SourceError, match=r"communes\.json"):
        make_region(sources, tmp_path / "made", ASKED)
    assert not (tmp_path / "made").exists()


def test_a_folder_that_somebody_worked_on_is_left_alone(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()

    with pytest.raises(FileExistsError):
        make_region(sources, tmp_path / "made", ASKED)


def test_the_sources_are_named_without_an_address() -> None:
    assert not [source for source in SOURCES.values() if "://" in source]
