"""Rows that an import cannot take: told with line, field and reason, the others taken."""

import pytest

from directory.models import PlacePage, Term
from directory.services.imports import ImportNotPossibleError, import_places, run
from tests.directory.imports.rows import import_rows, reasons, row
from tests.factories import DirectoryPageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db


def test_a_bad_row_does_not_stop_the_others():
    report = import_rows(row(id="1"), row(id="2", services="Danse", code_postal="x"), row(id="3"))
    assert report.created == ["1", "3"]
    assert reasons(report) == [(3, "2", "code_postal"), (3, "2", "services")]
    assert report.rejected_rows == 1


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        ({"code_insee": "75056"}, "code_insee", "75056"),
        ({"code_insee": "", "commune": "Paris", "code_postal": "75001"}, "commune", "Paris"),
        ({"code_insee": "", "commune": "Saint-Ouen", "code_postal": "14000"}, "commune", "région"),
        ({"nom": "n" * 256}, "nom", "255"),
        ({"id": "i" * 121}, "id", "120"),
        ({"adresse": "a" * 256}, "adresse", "255"),
        ({"source": "s" * 161}, "source", "160"),
    ],
)
def test_what_a_sheet_cannot_hold_is_told_in_french(cells, field, words):
    report = import_rows(row(**cells), row(id="bon"))
    assert report.created == ["bon"]
    (rejection,) = report.rejected
    assert rejection.field == field
    assert words in rejection.reason
    assert rejection.reason.endswith(".")


def test_an_update_that_cannot_be_taken_leaves_the_place_as_it_was():
    import_rows(row())
    before = PlacePage.objects.values().get()
    report = import_rows(row(nom="Le Phare", horaires="selon la marée", adresse="a" * 256))
    assert reasons(report) == [(2, "lieu-1", "adresse")]
    assert PlacePage.objects.values().get() == before


def test_a_place_offline_is_checked_like_the_others():
    import_rows(row())
    PlacePage.objects.get().unpublish()
    report = import_rows(row(adresse="a" * 256))
    assert reasons(report) == [(2, "lieu-1", "adresse")]


def test_the_second_row_of_an_identifier_is_refused():
    report = import_rows(row(nom="Un"), row(nom="Deux"), row(nom="Trois", source="Hubik"))
    assert reasons(report) == [(3, "lieu-1", "id"), (4, "lieu-1", "id")]
    assert PlacePage.objects.get().title == "Un"


def test_two_rows_of_one_place_are_not_both_taken():
    PlacePageFactory(source="Numi", source_id="a", public_id="numi_a", verified_here=False)
    report = import_rows(row(id="a"), row(id="numi_a"))
    assert report.updated == ["a"]
    assert reasons(report) == [(3, "numi_a", "id")]


def test_an_identifier_that_no_prefix_frees_is_refused():
    PlacePageFactory(public_id="lieu-1", source="Hubik")
    PlacePageFactory(public_id="numi_lieu-1", source="Hubik")
    assert reasons(import_rows(row())) == [(2, "lieu-1", "id")]


def test_an_ambiguous_commune_asks_for_its_code():
    cells = row(code_insee="", commune="Saint-Martin", code_postal="14000")
    report = import_rows(cells)
    assert reasons(report) == [(2, "lieu-1", "commune")]


@pytest.mark.usefixtures("empty_site")
def test_nothing_is_imported_before_the_site_is_ready():
    with pytest.raises(ImportNotPossibleError, match="annuaire"):
        import_places([])
    DirectoryPageFactory()
    assert import_places([]).created == []


def test_a_list_that_lacks_a_term_is_told():
    Term.objects.filter(vocabulary="frais", code="Payant").delete()
    report = import_rows(row(id="1", frais_a_charge="Payant"), row(id="2"))
    assert report.created == ["2"]
    assert "«\u00a0Payant\u00a0» manque" in report.rejected[0].reason


def test_a_trial_tells_the_same_and_writes_nothing():
    import_rows(row(id="1"), row(id="2"))
    before = list(PlacePage.objects.values())
    rows = [row(id="1"), row(id="2", nom="Le Phare"), row(id="3"), row(id="4", pivot="")]
    trial = import_rows(*rows, dry_run=True)
    assert list(PlacePage.objects.values()) == before
    assert (trial.unchanged, trial.updated, trial.created) == (["1"], ["2"], ["3"])
    assert reasons(trial) == [(5, "4", "pivot")]
    assert import_rows(*rows) == trial


def test_a_commune_of_endless_spaces_is_refused():
    # This test would take minutes if each space were looked at from each other.
    endless = "a" + "\u00a0" * 90_000 + "b"
    report = import_rows(row(id="1", code_insee="", commune=endless), row(id="2"))
    assert reasons(report) == [(2, "1", "commune")]
    assert report.created == ["2"]


@pytest.mark.parametrize("step", ["parse_row", "create_place"])
def test_an_error_that_nobody_foresaw_costs_its_own_row_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, step: str
) -> None:
    whole = getattr(run, step)

    def failing(*args: object) -> object:
        if "Imprévu" in str(args):
            raise RuntimeError("Imprévu, 14 rue des Secrets")
        return whole(*args)

    monkeypatch.setattr(run, step, failing)

    report = import_rows(row(id="a", nom="Imprévu"), row(id="b", nom="Celui-ci va bien"))

    assert report.created == ["b"]
    assert reasons(report) == [(2, "a", "")]
    assert "imprévue" in report.rejected[0].reason
    (said,) = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert said.startswith("line 2 was not imported: RuntimeError in")
    assert "Secrets" not in said


def test_what_no_database_can_hold_costs_its_own_row_alone() -> None:
    """Half a character, a null one: SQLite refuses the first, PostgreSQL both."""
    report = import_rows(
        row(id="a", nom="\ud800"), row(id="b\x00"), row(id="\ud800"), row(id="d", nom="Bon")
    )

    assert report.created[-1] == "d"
    assert report.rejected_rows + len(report.created) == 4
