"""Rows of the standard for the tests: the least that is valid, and what each test adds."""

from directory.standard.parser import parse_row
from directory.standard.record import PlaceRecord, Problem

MINIMAL = {
    "id": "lieu-1",
    "pivot": "00000000000000",
    "nom": "Espace numérique du port",
    "commune": "Caen",
    "code_postal": "14000",
    "adresse": "1 rue de la Mer",
    "date_maj": "2024-05-17",
}


def parsed(**cells: str) -> PlaceRecord:
    record = parse_row(MINIMAL | cells)
    assert isinstance(record, PlaceRecord), record
    return record


def problems(**cells: str) -> list[Problem]:
    result = parse_row(MINIMAL | cells)
    assert isinstance(result, list), result
    return result


def left_out(**cells: str) -> list[str]:
    """The columns of which something was left out of a row that makes a place all the same."""
    return [problem.field for problem in parsed(**cells).left_out]


def refused_fields(**cells: str) -> list[str]:
    return [problem.field for problem in problems(**cells)]
