"""The files that are written: exact, on one line a place, and read back the same."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from directory.standard.fields import COLUMN_NAMES
from directory.standard.writer import to_row, write_csv, write_json
from tests.directory.standard.rows import parsed

FULL = {
    "pivot": "21140118300010",
    "code_insee": "14118",
    "complement_adresse": "Bâtiment B",
    "latitude": "49.19772",
    "longitude": "-0.34742",
    "typologie": "TIERS_LIEUX|FABLAB",
    "telephone": "02 31 94 65 94",
    "courriels": "a@exemple.fr|b@exemple.fr",
    "site_web": "https://exemple.fr/a,b",
    "horaires": 'Mo 09:00-12:00 "sur rendez-vous"',
    "presentation_resume": "Un lieu « ouvert »",
    "presentation_detail": "Un\nDeux",
    "services": "Loisirs et créations numériques|Aide aux démarches administratives",
    "autres_formations_labels": "QPV",
}


def csv_rows(*records):
    return list(csv.DictReader(StringIO(b"".join(write_csv(records)).decode(), newline="")))


def test_an_empty_csv_still_has_its_header():
    assert b"".join(write_csv([])) == ",".join(COLUMN_NAMES).encode() + b"\r\n"


def test_an_empty_json_is_an_array():
    assert json.loads(b"".join(write_json([]))) == []


def test_a_place_is_one_line_of_32_cells_whatever_it_holds():
    record = parsed(**FULL)
    content = b"".join(write_csv([record])).decode()
    assert content.count("\n") == 2
    (row,) = csv_rows(record)
    assert tuple(row) == COLUMN_NAMES
    assert row["presentation_detail"] == "Un Deux"
    assert row["horaires"] == 'Mo 09:00-12:00 "sur rendez-vous"'
    assert row["services"] == "Loisirs et créations numériques|Aide aux démarches administratives"


@pytest.mark.parametrize("column", ["nom", "telephone", "longitude"])
def test_cells_are_exact_even_when_they_look_like_a_formula(column):
    record = replace(parsed(**FULL), nom="@nnexe")
    expected = {"nom": "@nnexe", "telephone": "+33231946594", "longitude": "-0.34742"}
    assert csv_rows(record)[0][column] == expected[column]


def test_json_leaves_out_what_is_unknown_and_writes_numbers():
    (place,) = json.loads(b"".join(write_json([parsed()])))
    assert place == {
        "id": "lieu-1",
        "pivot": "00000000000000",
        "nom": "Espace numérique du port",
        "commune": "Caen",
        "code_postal": "14000",
        "adresse": "1 rue de la Mer",
        "date_maj": "2024-05-17",
    }
    (place,) = json.loads(b"".join(write_json([parsed(**FULL)])))
    assert (place["latitude"], place["longitude"]) == (49.19772, -0.34742)
    assert place["presentation_detail"] == "Un\nDeux"


def test_a_place_on_the_equator_keeps_its_zero():
    record = replace(parsed(), latitude=0.0, longitude=0.00001)
    assert to_row(record)["latitude"] == "0.0"
    assert to_row(record)["longitude"] == "0.00001"
    assert json.loads(b"".join(write_json([record])))[0]["latitude"] == 0


def test_what_is_written_is_read_back_the_same():
    record = replace(parsed(**FULL), given=frozenset(COLUMN_NAMES))
    assert parsed(**to_row(record)) == record


def test_the_separator_never_comes_from_within_a_value():
    record = replace(
        parsed(),
        site_web=("https://exemple.fr/?a|b",),
        courriels=("a|b@exemple.fr", "c@exemple.fr"),
        autres_formations_labels=("Un|Deux", "ZRR", "Un/Deux"),
    )
    row = to_row(record)
    assert row["site_web"] == "https://exemple.fr/?a%7Cb"
    assert row["courriels"] == "c@exemple.fr"
    assert row["autres_formations_labels"] == "Un/Deux"


def test_files_are_written_by_chunks():
    records = [replace(parsed(), id=str(number)) for number in range(250)]
    assert len(list(write_csv(records))) == 4
    chunks = list(write_json(records))
    assert [place["id"] for place in json.loads(b"".join(chunks))] == [str(n) for n in range(250)]
