"""A wrong value costs itself, not its place; what a source no longer holds is told."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from directory.models import PlacePage
from directory.services.imports import ImportReport, MissingPlace, import_places
from directory.standard.reader import read_standard
from tests.directory.imports.rows import COMPLETE, import_rows, row
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


def told(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(warning.line, warning.id, warning.field) for warning in report.warnings]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        ({"latitude": "-0.36", "longitude": "49.18"}, "latitude", "inversées"),
        ({"latitude": "48.8566", "longitude": "2.3522"}, "latitude", "hors de la région"),
        ({"latitude": "454000.5", "longitude": "6905000.1"}, "latitude", "WGS84"),
        ({"structure_parente": "s" * 161}, "structure_parente", "160"),
        ({"presentation_resume": "p" * 281}, "presentation_resume", "280"),
        ({"prise_rdv": "https://a.fr/" + "p" * 500}, "prise_rdv", "500"),
        ({"pivot": "21140118300011"}, "pivot", "clé"),
        ({"telephone": "3949"}, "telephone", "3949"),
        ({"services": "Danse"}, "services", "Danse"),
        ({"courriels": "nulle part"}, "courriels", "nulle"),
        ({"site_web": "nom@exemple.fr"}, "site_web", "nom@exemple.fr"),
        ({"horaires": "x" * 1001}, "horaires", "1000"),
        ({"code_insee": "1411"}, "code_insee", "1411"),
    ],
)
def test_the_place_is_taken_without_its_wrong_value(
    cells: dict[str, str], field: str, words: str
) -> None:
    report = import_rows(row(**cells))

    assert (report.created, report.rejected) == (["lieu-1"], [])
    (warning,) = report.warnings
    assert (warning.line, warning.id, warning.field) == (2, "lieu-1", field)
    assert words in warning.reason
    assert import_rows(row(**cells)).unchanged == ["lieu-1"]


def test_several_wrong_values_found_in_turn_are_all_told() -> None:
    report = import_rows(
        row(
            pivot="1",
            structure_parente="s" * 161,
            latitude="10",
            prise_rdv="https://a.fr/" + "p" * 500,
        )
    )

    fields = [field for *_, field in told(report)]
    assert sorted(fields) == ["latitude", "pivot", "prise_rdv", "structure_parente"]
    place = PlacePage.objects.get()
    assert (place.siret, place.latitude, place.booking_url) == ("", None, "")


def test_a_wrong_value_does_not_empty_what_the_sheet_holds() -> None:
    import_rows(row(telephone="02 31 00 00 00", pivot="21140118300010"))

    report = import_rows(
        row(telephone="3949", pivot="21140118300011", latitude="10", nom="Le Phare")
    )

    place = PlacePage.objects.get()
    assert (report.updated, place.title) == (["lieu-1"], "Le Phare")
    assert (place.phone, place.siret, place.latitude) == ("+33231000000", "21140118300010", 49.18)


def test_what_the_source_no_longer_holds_is_told_and_left_unless_asked() -> None:
    import_rows(row(id="1"), row(id="2", nom="Le Phare"), row(id="3"))
    PlacePageFactory(source="Numi", source_id="ici", verified_here=True, title="Vérifié")
    PlacePageFactory(source="", title="D’ici")

    report = import_rows(row(id="1"), row(id="3", nom=""))

    assert report.missing == [
        MissingPlace("2", "Le Phare", withdrawn=False),
        MissingPlace("ici", "Vérifié", withdrawn=False),
    ]
    assert PlacePage.objects.get(source_id="2").live

    asked = import_rows(row(id="1"), row(id="3", nom=""), withdraw_missing=True)
    assert [place.withdrawn for place in asked.missing] == [True, False]
    assert not PlacePage.objects.get(source_id="2").live
    assert PlacePage.objects.get(source_id="ici").live
    assert PlacePage.objects.get(source_id="3").live  # a row that is refused is not missing


def test_the_command_tells_all_of_it(tmp_path: Path) -> None:
    import_rows(row(id="1"), row(id="2", nom="Le Phare"))
    file, report, said = tmp_path / "a.csv", tmp_path / "r.json", StringIO()
    cells = COMPLETE | {"id": "1", "telephone": "3949"}
    names = [*cells, "couleur", "nom"]
    lines = [";".join(names), ";".join([*cells.values(), "bleu", "Autre"])]
    file.write_text("\n".join(["sep=;", *lines]))

    call_command("import_places", str(file), "--report", str(report), stdout=said)

    assert "Colonnes inconnues du standard, qui ne sont pas lues\u00a0: «\u00a0couleur\u00a0»" in (
        said.getvalue()
    )
    assert "La colonne «\u00a0nom\u00a0» est plusieurs fois" in said.getvalue()
    assert "Valeurs laissées de côté :\n- ligne 3, telephone : «\u00a03949" in said.getvalue()
    assert "Partis de leur source :\n- Le Phare (2) : toujours publié" in said.getvalue()
    assert json.loads(report.read_text("utf-8"))["warnings"][0]["field"] == "telephone"


def test_a_list_in_json_costs_its_own_value(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([COMPLETE | {"services": {"a": 1}}]))

    report = import_places(read_standard(file))

    assert report.created == ["lieu-1"]
    assert told(report) == [(1, "lieu-1", "services")]
