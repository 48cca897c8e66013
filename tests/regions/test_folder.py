"""The folder of a region: what is refused, and what its texts say where the region says nothing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.core.exceptions import ImproperlyConfigured

from directory.checks import region_bounds_are_sane
from normandie.editorial.first_content.files import ContentError, read_first_texts, read_texts
from normandie.editorial.first_content.region import RegionTexts
from normandie.region_checks import FILES, database_is_of_this_region, region_folder_is_whole
from normandie.settings.region import REGIONS, Region, read_region
from tests.regions.words import elsewhere

BRETAGNE = read_region("bretagne")
KNOWN = [path.parent.name for path in sorted(REGIONS.glob("*/region.toml"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Bretagne's folder, to spoil."""
    return Path(shutil.copytree(REGIONS / "bretagne", tmp_path / "ailleurs"))


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, str, str], None]:
    def spoil(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def found(region: Region, settings: LazySettings) -> list[tuple[str, str]]:
    settings.REGION = region
    messages = [*region_folder_is_whole(), *region_bounds_are_sane()]
    return [(str(message.id), message.msg) for message in messages]


@pytest.mark.parametrize("name", KNOWN)
def test_the_regions_of_the_project_pass(name: str, settings: LazySettings) -> None:
    assert found(read_region(name), settings) == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing_is_told(name: str, folder: Path, settings: LazySettings) -> None:
    (folder / name).unlink()

    [(check, said)] = found(read_region(str(folder)), settings)

    assert check == "normandie.E007"
    assert name in said


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("region.toml", "east = -0.98", "east = -2.0", "hors des bornes"),
        ("region.toml", 'name = "Rennes"', 'name = "Roazhon"', "Roazhon"),
        ("region.toml", 'postcode = "29000"', 'postcode = "14000"', "14000"),
        ("region.toml", '56 = "du Morbihan"', "", "departements.geojson"),
        ("communes.csv", "22001,Allineuc,22", "22001,Allineuc,44", "communes.csv"),
        ("former-communes.csv", ",22055", ",14118", "Binic"),
        ("example-places.toml", 'commune = "35238"', 'commune = "14118"', "14118"),
    ],
)
def test_files_that_contradict_one_another_are_told(
    file: str, old: str, new: str, said: str, folder: Path, spoil: Callable, settings: LazySettings
) -> None:
    spoil(file, old, new)

    messages = found(read_region(str(folder)), settings)

    assert {check for check, _ in messages} == {"normandie.E008"}
    assert said in " ".join(message for _, message in messages)


def test_bounds_that_are_none_are_told(settings: LazySettings) -> None:
    upside_down = replace(BRETAGNE, south=BRETAGNE.north, north=BRETAGNE.south)

    assert "directory.E001" in [check for check, _ in found(upside_down, settings)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('inside = "en Bretagne"\n', "", "«\u00a0inside\u00a0» manque"),
        ("name =", "capital = 1\nname =", "«\u00a0capital\u00a0» n’existe pas"),
        ("south = 47.25", 'south = "47.25"', "«\u00a0south\u00a0» est d’une autre sorte"),
        ('code = "29232"', 'insee = "29232"', "«\u00a0towns\u00a0»"),
        ('departement = "29"', 'departement = "14"', "«\u00a0departement\u00a0»"),
        ('school_zone = "B"', 'school_zone = "D"', "A ou B ou C"),
        ("name =", "name =\n", "region.toml"),
    ],
)
def test_settings_of_a_region_that_are_wrong_stop_the_site(
    old: str, new: str, said: str, folder: Path, spoil: Callable
) -> None:
    spoil("region.toml", old, new)

    with pytest.raises(ImproperlyConfigured, match=said):
        read_region(str(folder))


def test_a_region_that_nobody_made_is_refused_by_name() -> None:
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--region", "cornouailles"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 1
    assert "REGION=cornouailles" in run.stderr
    assert "bretagne, normandie" in run.stderr


@pytest.mark.django_db
def test_a_database_of_another_region_is_refused(settings: LazySettings) -> None:
    assert database_is_of_this_region(["default"]) == []

    settings.REGION = BRETAGNE
    [error] = database_is_of_this_region(["default"])

    assert error.id == "normandie.E009"
    assert "Calvados" in error.msg


def test_what_only_the_region_knows_is_asked_of_it() -> None:
    texts = {text.path: text for text in read_texts(region=RegionTexts(BRETAGNE))}

    said = " ".join(map(str, texts.values()))
    assert elsewhere(said) == []
    assert "10 000" not in said.replace("\u00a0", " ")
    for path in ("reseau", "reseau/partenaires", "label", "aides", "presse"):
        assert "gap" in [block["type"] for block in texts[path].body], path
    assert "la Région Bretagne" in str(texts["reseau"])
    assert "dans toute la Bretagne" not in said  # it was Normandie's aim


def test_a_text_for_a_place_that_no_page_leaves_is_refused(
    folder: Path, settings: LazySettings
) -> None:
    (folder / "texts.toml").write_text('[[label_promises]]\ntype = "text"\nvalue = "a"\n', "utf-8")
    settings.REGION = read_region(str(folder))

    with pytest.raises(ContentError, match=r"texts\.toml, label_promises"):
        read_first_texts()
