"""Files as they come: good, old, damaged or hostile."""

import json

import pytest

from directory.standard.reader import UnreadableFile, read_rows, read_standard

HEADER = "id,nom,commune"


@pytest.fixture
def file_of(tmp_path):
    def write(content: str | bytes, name: str = "lieux.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_each_row_comes_with_its_line(file_of):
    rows = list(read_rows(file_of(f'{HEADER}\n1,A,Caen\n\n2,"B\nsuite",Caen\n3,C,Caen\n')))
    assert [(row.line, row.cells["nom"]) for row in rows] == [(2, "A"), (4, "B\nsuite"), (6, "C")]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_csv_is_read_whatever_wrote_it(file_of, delimiter, mark, line_end):
    lines = [HEADER, '1,"Le ""Phare""",Caen']
    content = mark + line_end.join(lines).replace(",", delimiter) + line_end
    (row,) = read_rows(file_of(content))
    assert row.cells == {"id": "1", "nom": 'Le "Phare"', "commune": "Caen"}


def test_a_row_with_a_cell_too_few_or_too_many_is_reported_and_the_others_read(file_of):
    rows = list(read_rows(file_of(f"{HEADER}\n1,A\n2,B,Caen,x\n3,C,Caen,\n")))
    assert [bool(row.problems) for row in rows] == [True, True, False]
    assert "2 cellules pour 3 colonnes" in rows[0].problems[0].reason


def test_a_cell_of_ten_megabytes_is_reported_and_the_others_read(file_of):
    rows = list(read_rows(file_of(f"{HEADER}\n1,{'a' * 10_000_000},Caen\n2,B,Caen\n")))
    assert [(row.line, bool(row.problems)) for row in rows] == [(2, True), (3, False)]


def test_a_quote_left_open_is_reported(file_of):
    rows = list(read_rows(file_of(f'{HEADER}\n1,A,Caen\n2,"B,Caen\n')))
    assert [bool(row.problems) for row in rows] == [False, True]


def test_json_objects_are_rows_and_their_numbers_texts(file_of):
    content = [{"id": 12, "nom": "A", "latitude": 49.10, "commune": None}]
    (row,) = read_rows(file_of(json.dumps(content), "lieux.json"))
    assert row.line == 1
    assert row.cells == {"id": "12", "nom": "A", "latitude": "49.1", "commune": ""}


def test_json_numbers_are_taken_as_they_are_written(file_of):
    content = '[{"latitude": NaN, "longitude": -Infinity, "id": ' + "9" * 5_000 + "}]"
    (row,) = read_rows(file_of(content, "lieux.json"))
    assert row.cells["latitude"] == "NaN"
    assert len(row.cells["id"]) == 5_000


def test_json_elements_that_are_no_place_are_reported_one_by_one(file_of):
    content = [{"id": "1", "services": ["a"]}, "texte", {"id": "2", "nom": True}, {"id": "3"}]
    rows = list(read_rows(file_of(json.dumps(content), "lieux.json")))
    assert [[problem.field for problem in row.problems] for row in rows] == [
        ["services"],
        [""],
        ["nom"],
        [],
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("", "vide.csv"),
        ("", "vide.json"),
        ("id,nom\n1,Alençon\n".encode("latin-1"), "latin.csv"),
        ('[{"nom": "Alençon"}]'.encode("latin-1"), "latin.json"),
        ("id,nom\n1,A\n".encode("utf-16"), "utf16.csv"),
        ("\x89PNG\r\n\x1a\n\x00\x00".encode("latin-1"), "image.csv"),
        ('{"id": "1"}', "objet.json"),
        ('"texte"', "texte.json"),
        ('[{"id": "1"', "tronque.json"),
        ("[" * 200_000, "profond.json"),
        ('"' + "a" * 200_000, "entete.csv"),
        ("couleur,taille\nbleu,12\n", "autre.csv"),
        ("couleur", "un-mot.csv"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(file_of, content, name):
    with pytest.raises(UnreadableFile) as refusal:
        list(read_standard(file_of(content, name)))
    assert str(refusal.value).startswith("Ce")
    assert str(refusal.value).endswith(".")


def test_a_file_that_is_not_there_says_so(tmp_path):
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(UnreadableFile, match="ne peut pas être ouvert"):
            list(read_rows(path))


def test_a_file_of_the_standard_brings_no_column_of_its_own(file_of):
    (row,) = read_standard(file_of("id,nom,hours_note,couleur\n1,A,Note,bleu\n"))
    assert row.cells == {"id": "1", "nom": "A"}


def test_in_json_what_is_left_out_is_empty(file_of):
    (row,) = read_standard(file_of('[{"id": "1", "courriel": "a@exemple.fr"}]', "lieux.json"))
    assert row.cells["horaires"] == ""
    assert row.cells["courriel"] == "a@exemple.fr"


def test_text_after_a_closing_quote_is_reported_and_the_others_read(file_of):
    rows = list(read_rows(file_of(f'{HEADER}\n1,"A"bis,Caen\n2,B,Caen\n')))
    assert [bool(row.problems) for row in rows] == [True, False]


def test_in_json_what_the_standard_does_not_know_refuses_no_row(file_of):
    (row,) = read_standard(
        file_of('[{"id": "1", "extra": {"a": []}, "\\ud800": []}]', "lieux.json")
    )
    assert row.cells["id"] == "1"
    assert row.problems == []


@pytest.mark.parametrize("first", ["sep=;\n", "\ufeffsep=;\r\n", "SEP=;\n"])
def test_the_line_that_excel_wants_is_skipped_and_believed(file_of, first):
    (row,) = read_standard(file_of(f"{first}id;nom\n1;A,B;\n"))
    assert (row.line, row.cells) == (3, {"id": "1", "nom": "A,B"})


def test_cells_may_be_separated_by_tabs(file_of):
    (row,) = read_standard(file_of("id\tnom\n1\tA, B; C\n"))
    assert row.cells["nom"] == "A, B; C"


@pytest.mark.parametrize(
    "header", ["ID,Nom,Code postal", "Id,NOM,code-postal", " id ,nom,Code_Postal"]
)
def test_names_of_columns_are_understood_however_they_are_written(file_of, header):
    (row,) = read_standard(file_of(f"{header}\n1,A,14000\n"))
    assert row.cells == {"id": "1", "nom": "A", "code_postal": "14000"}


def test_a_column_that_comes_twice_is_said_and_the_first_read(file_of):
    first, second = read_standard(file_of("id,nom,Nom\n1,A,B\n2,C,D\n"))
    assert (first.cells["nom"], second.cells["nom"]) == ("A", "C")
    assert "«\u00a0nom\u00a0» est plusieurs fois" in first.notices[0]
    assert second.notices == []


def test_columns_that_are_not_read_are_said_once(file_of):
    first, second = read_standard(file_of("id,couleur,taille\n1,A,B\n2,C,D\n"))
    assert "«\u00a0couleur\u00a0», «\u00a0taille\u00a0»" in first.notices[0]
    assert second.notices == []
