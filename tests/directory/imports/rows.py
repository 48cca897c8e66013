"""Rows for the import, and the import itself, for the tests."""

from directory.models import PlacePage
from directory.services.imports import ImportReport, import_places
from directory.standard.fields import COLUMN_NAMES
from directory.standard.reader import SourceRow
from tests.directory.standard.rows import MINIMAL

COMPLETE = (
    dict.fromkeys(COLUMN_NAMES, "")
    | MINIMAL
    | {
        "code_insee": "14118",
        "latitude": "49.18",
        "longitude": "-0.36",
        "source": "Numi",
    }
)


def row(**cells: str) -> dict[str, str]:
    """A row with the 32 columns of a place in Caen, and what the test says of it."""
    return COMPLETE | cells


def import_rows(*rows: dict[str, str], **options: object) -> ImportReport:
    return import_places((SourceRow(line, cells) for line, cells in enumerate(rows, 2)), **options)


def imported(**cells: str) -> PlacePage:
    """The place that a row makes."""
    report = import_rows(row(**cells))
    assert report.rejected == []
    return PlacePage.objects.get(source_id=cells.get("id", COMPLETE["id"]))


def reasons(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(rejection.line, rejection.id, rejection.field) for rejection in report.rejected]
