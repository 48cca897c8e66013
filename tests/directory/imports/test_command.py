"""``manage.py import_places``: what staff type and read."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory.models import PlacePage
from directory.standard.fields import COLUMN_NAMES
from tests.directory.imports.rows import COMPLETE
from tests.factories import DirectoryPageFactory

pytestmark = pytest.mark.django_db
DATA = Path("regions/normandie")


@pytest.fixture(autouse=True)
def directory():
    return DirectoryPageFactory()


@pytest.fixture
def csv_file(tmp_path):
    def write(*changes: dict[str, str]) -> Path:
        path = tmp_path / "lieux.csv"
        lines = [",".join((COMPLETE | change)[name] for name in COLUMN_NAMES) for change in changes]
        path.write_text("\n".join([",".join(COLUMN_NAMES), *lines]) + "\n")
        return path

    return write


def test_the_command_says_what_it_did(csv_file, capsys):
    call_command("import_places", str(csv_file({"id": "1"}, {"id": "2", "date_maj": "hier"})))
    out = capsys.readouterr().out
    assert "Lieux créés : 1. Mis à jour : 0. Inchangés : 0. Lignes refusées : 1." in out
    assert "ligne 3, date_maj : «\u00a0hier\u00a0» n’est pas une date" in out
    assert "Page created" not in out


def test_the_report_is_json_with_lines_fields_and_reasons(csv_file, tmp_path, capsys):
    report = tmp_path / "rapport.json"
    call_command(
        "import_places", str(csv_file({"id": "1"}, {"id": "2", "date_maj": "hier"})), report=report
    )
    assert json.loads(report.read_text()) == {
        "created": ["1"],
        "updated": [],
        "unchanged": [],
        "rejected": [
            {
                "line": 3,
                "id": "2",
                "field": "date_maj",
                "reason": "«\u00a0hier\u00a0» n’est pas une date au format AAAA-MM-JJ.",
            }
        ],
        "warnings": [],
        "merged": [],
        "missing": [],
        "notices": [],
    }


def test_a_trial_says_that_it_is_one(csv_file, capsys):
    call_command("import_places", str(csv_file({})), "--dry-run")
    assert "Essai : rien n’a été écrit." in capsys.readouterr().out
    assert not PlacePage.objects.exists()


def test_the_source_is_that_of_the_rows_or_the_one_given(csv_file, capsys):
    path = csv_file({"id": "1", "source": ""}, {"id": "2"})
    call_command("import_places", str(path), source="Ville de Caen")
    assert set(PlacePage.objects.values_list("source", flat=True)) == {"Ville de Caen", "Numi"}


@pytest.mark.one_engine
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b'{"id": 1}'])
@pytest.mark.parametrize("name", ["lieux.csv", "lieux.json"])
def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    if (content, name) == (b'{"id": 1}', "lieux.csv"):
        path.write_bytes(b"couleur\nbleu\n")
    with pytest.raises(CommandError, match=r"^Ce") as refusal:
        call_command("import_places", str(path))
    assert "Traceback" not in str(refusal.value)


def test_a_file_that_breaks_half_way_leaves_nothing(csv_file):
    text = "Un long texte. " * 500  # so that the file is read in several times
    path = csv_file(*({"id": str(number), "presentation_detail": text} for number in range(4)))
    path.write_bytes(path.read_bytes() + b"\xff\n")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_places", str(path))
    assert not PlacePage.objects.exists()


def test_a_report_that_cannot_be_written_is_a_clear_error(csv_file, tmp_path, capsys):
    with pytest.raises(CommandError, match="rapport"):
        call_command("import_places", str(csv_file({})), report=tmp_path / "absent" / "r.json")


def test_a_site_that_is_not_ready_is_told(csv_file):
    PlacePage.objects.all().delete()
    DirectoryPageFactory().delete()
    with pytest.raises(CommandError, match="annuaire"):
        call_command("import_places", str(csv_file({})))


def test_an_identifier_that_no_file_can_hold_does_not_lose_the_report(tmp_path):
    source, report = tmp_path / "lieux.json", tmp_path / "rapport.json"
    source.write_text('[{"id": "\\ud800"}]')
    call_command("import_places", str(source), report=report)
    (rejection,) = json.loads(report.read_text("utf-8"))["rejected"]
    assert rejection["id"] == "\ud800"
    assert "interdit" in rejection["reason"]
