"""What a row says, and what is told of one that cannot be read."""

import unicodedata
from datetime import date, timedelta

import pytest

from directory.standard.parser import MAX_CELL, parse_row
from tests.directory.standard.rows import MINIMAL, left_out, parsed, refused_fields


def test_the_seven_required_columns_make_a_record():
    record = parsed()
    assert record.nom == "Espace numérique du port"
    assert record.date_maj == date(2024, 5, 17)
    assert record.services == ()
    assert record.latitude is None


@pytest.mark.parametrize("column", MINIMAL)
def test_a_row_without_a_required_column_is_refused(column):
    assert refused_fields(**{column: "  "}) == [column]


def test_all_that_is_wrong_is_told_at_once():
    assert refused_fields(code_postal="14", date_maj="hier", services="Danse") == [
        "code_postal",
        "date_maj",
        "services",
    ]


def test_columns_unknown_to_the_standard_are_ignored():
    assert parsed(couleur="bleu") == parsed()


# D1: the schema writes « Étapes numériques(La Poste) » in one place, with a space in another


@pytest.mark.parametrize("value", ["Étapes numériques(La Poste)", "Étapes numériques (La Poste)"])
def test_the_label_of_la_poste_is_read_with_or_without_its_space(value):
    assert parsed(formations_labels=value).formations_labels == ("Étapes numériques (La Poste)",)


# D2 and D3: separators, and each item on its own


@pytest.mark.parametrize(
    "value", ["Jeunes|Seniors", "Jeunes;Seniors", " Jeunes | Seniors ", "Jeunes||Seniors|"]
)
def test_values_are_separated_by_bars_or_semicolons_and_trimmed(value):
    record = parsed(publics_specifiquement_adresses=value)
    assert record.publics_specifiquement_adresses == ("Jeunes", "Seniors")


def test_a_value_given_twice_counts_once():
    assert parsed(frais_a_charge="Gratuit|Gratuit").frais_a_charge == ("Gratuit",)


def test_a_value_before_a_good_one_is_checked_too():
    record = parsed(services="Foo|Aide aux démarches administratives")
    (problem,) = record.left_out
    assert problem.field == "services"
    assert "«\u00a0Foo\u00a0»" in problem.reason
    assert record.services == ("Aide aux démarches administratives",)
    assert "services" in record.given


@pytest.mark.parametrize("value", ["gratuit", "GRATUIT", "Gratuite", "Gratui"])
def test_closed_lists_are_exact(value):
    assert left_out(frais_a_charge=value) == ["frais_a_charge"]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_both_apostrophes_are_read_and_the_one_of_the_standard_kept(apostrophe):
    record = parsed(modalites_acces=f"Ce lieu n{apostrophe}accueille pas de public")
    assert record.modalites_acces == ("Ce lieu n'accueille pas de public",)


def test_non_breaking_spaces_in_a_closed_list_are_read():
    record = parsed(formations_labels="Formé à «\u00a0Mon Espace Santé\u00a0»")
    assert record.formations_labels == ("Formé à « Mon Espace Santé »",)


# D4: telephone numbers


@pytest.mark.parametrize(
    "written",
    [
        "+33231946594",
        "02 31 94 65 94",
        "02.31.94.65.94",
        "02-31-94-65-94",
        "02/31/94/65/94",
        "+33 (0)2 31 94 65 94",
        "0033 2 31 94 65 94",
        "33231946594",
        "231946594",
        "Tél. : 02 31 94 65 94",
        "02 31 94 65 94 / 06 12 34 56 78",
        "02 31 94 65 94 ou 06 12 34 56 78",
        "+33231946594|+33612345678",
        "02\u00a031\u00a094\u00a065\u00a094",
    ],
)
def test_phone_numbers_become_one_international_number(written):
    assert parsed(telephone=written).telephone == "+33231946594"


@pytest.mark.parametrize("written", ["3949", "+44 20 7946 0958", "02 31 94", "sur place", "+"])
def test_what_is_not_a_french_number_is_left_out(written):
    assert left_out(telephone=written) == ["telephone"]
    assert parsed(telephone=written).telephone == ""


# D5: pivot


def test_fourteen_zeros_say_that_the_pivot_is_unknown():
    assert parsed(pivot="00000000000000").pivot == ""


def test_a_siret_or_an_rna_number_is_kept():
    assert parsed(pivot="211 401 183 00010").pivot == "21140118300010"
    assert parsed(pivot="w142000001").pivot == "W142000001"


@pytest.mark.parametrize("pivot", ["21140118300011", "1234567", "RIDET12345", "W14"])
def test_a_pivot_that_is_neither_leaves_the_number_empty(pivot):
    assert left_out(pivot=pivot) == ["pivot"]
    assert parsed(pivot=pivot).pivot == ""


# D6: services are optional and hide nothing


def test_a_place_without_services_keeps_its_other_lists():
    record = parsed(services="", frais_a_charge="Payant", modalites_acces="Se présenter")
    assert record.frais_a_charge == ("Payant",)
    assert record.modalites_acces == ("Se présenter",)


# D7: codes and coordinates


@pytest.mark.parametrize("value", ["1400", "140001", "ABCDE", "２４１１８"])
def test_codes_of_the_wrong_shape_are_refused(value):
    assert refused_fields(code_postal=value) == ["code_postal"]
    assert left_out(code_insee=value) == ["code_insee"]  # the name and the postcode may do


def test_coordinates_are_read_with_a_point_or_a_comma():
    record = parsed(latitude="49.19772", longitude="-0,34742")
    assert (record.latitude, record.longitude) == (49.19772, -0.34742)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-inf", "1e999", "49°11'", "0x31", "49_1"])
def test_coordinates_that_are_no_number_are_left_out_together(value):
    record = parsed(latitude=value, longitude="-0.3")
    assert [problem.field for problem in record.left_out] == ["latitude"]
    assert (record.latitude, record.longitude) == (None, None)
    assert not {"latitude", "longitude"} & record.given


def test_a_latitude_alone_is_left_out():
    assert left_out(latitude="49.1") == ["latitude"]
    assert parsed(latitude="49.1").latitude is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("www.exemple.fr", ("http://www.exemple.fr",)),
        ("https://a.fr|http://b.fr/x;y", ("https://a.fr", "http://b.fr/x;y")),
        ("https://a.fr ; https://b.fr", ("https://a.fr", "https://b.fr")),
    ],
)
def test_web_addresses_get_a_scheme_and_are_separated(written, expected):
    assert parsed(site_web=written).site_web == expected


def test_a_shortened_address_is_left_out_and_said() -> None:
    record = parsed(site_web="https://goo.gl/ZUrJz9|https://ledome.exemple.fr")

    assert record.site_web == ("https://ledome.exemple.fr",)
    assert "raccourcie" in str(record.left_out)


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "javascript://exemple.fr/%0aalert(1)", "un site"),
        *("nom@exemple.fr", "http://nom@exemple.fr", "https://a:b@exemple.fr/"),
    ],
)
@pytest.mark.parametrize("column", ["site_web", "prise_rdv", "fiche_acces_libre"])
def test_what_is_not_a_web_address_is_left_out(column, address):
    record = parsed(**{column: address})
    assert {problem.field for problem in record.left_out} == {column}
    assert not getattr(record, column)
    assert column not in record.given


def test_the_right_addresses_of_a_list_stay():
    record = parsed(site_web="https://a.fr|nom@exemple.fr", courriels="a@exemple.fr|b")
    assert (record.site_web, record.courriels) == (("https://a.fr",), ("a@exemple.fr",))
    assert [problem.field for problem in record.left_out] == ["courriels", "site_web"]


def test_several_emails_are_separated_however_they_are_written():
    expected = ("a@exemple.fr", "b@exemple.fr")
    for written in (
        "a@exemple.fr|b@exemple.fr",
        "a@exemple.fr; b@exemple.fr",
        "a@exemple.fr b@exemple.fr",
    ):
        assert parsed(courriels=written).courriels == expected


# D8: hours


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", None),
        ("Mo-Sun 00:00-00:00", "24/7"),
        ("Mo-Fr 09:00-12:00;", "Mo-Fr 09:00-12:00"),
        ("week 1-53/2 Mo 09:00-12:00; week 2-52/2 Tu 09:00-12:00", None),
        ("selon la marée", None),
    ],
)
def test_hours_are_repaired_or_kept_as_they_are(written, kept):
    assert parsed(horaires=written).horaires == (kept or written)


# D9: territory tags


def test_territory_tags_are_kept_but_the_obsolete_one():
    record = parsed(autres_formations_labels="QPV|ZRR|FRR|Label; du pays")
    assert record.autres_formations_labels == ("QPV", "FRR", "Label; du pays")


# Texts


def test_full_width_quotes_become_real_ones_again():
    assert parsed(presentation_resume="Le ＂Phare＂").presentation_resume == 'Le "Phare"'


def test_html_is_text_like_any_other():
    text = "<script>alert(1)</script> & <b>gras</b>"
    assert parsed(presentation_detail=text).presentation_detail == text


def test_the_detailed_presentation_alone_keeps_its_lines():
    record = parsed(nom="Le\nPhare", presentation_detail="Un\r\n\r\n  deux ")
    assert record.nom == "Le Phare"
    assert record.presentation_detail == "Un\ndeux"


@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_characters_that_no_database_holds_are_refused(character):
    assert refused_fields(nom=f"Le{character}Phare") == ["nom"]


def test_a_monstrous_cell_is_left_out():
    assert left_out(presentation_detail="a" * (MAX_CELL + 1)) == ["presentation_detail"]
    assert refused_fields(nom="a" * (MAX_CELL + 1)) == ["nom"]


def test_accents_piled_on_one_letter_are_refused_without_being_sorted(monkeypatch):
    pile = "a" + "\u0301\u0323" * (MAX_CELL // 2 - 1)
    sort = unicodedata.normalize

    def sort_short(form, text):
        assert pile[:1000] not in text  # it takes five seconds for each
        return sort(form, text)

    monkeypatch.setattr(unicodedata, "normalize", sort_short)

    assert refused_fields(presentation_detail=pile, nom=pile) == ["nom", "presentation_detail"]


def test_letters_with_their_accents_apart_are_read_as_usual():
    assert parsed(nom="E\u0301cole de Ho\u0302\u0323").nom == "École de Hộ"


# Dates


def test_the_time_after_a_date_is_left_out():
    assert parsed(date_maj="2024-05-17T08:00:00Z").date_maj == date(2024, 5, 17)


def test_other_dates_are_refused():
    future = (date.today() + timedelta(days=30)).isoformat()
    for written in ("17/05/2024", "2024-13-01", "20240517x", "２０２４-05-17", future):
        assert refused_fields(date_maj=written) == ["date_maj"], written


def test_the_record_knows_which_columns_its_source_has():
    record = parse_row({**MINIMAL, "horaires": ""})
    assert "horaires" in record.given
    assert "services" not in record.given
