"""The two public lists, brought to the standard."""

from pathlib import Path

import pytest

from directory.hours import validate_hours
from directory.standard.adapters import ADAPTERS
from directory.standard.adapters.france_services import hours_note, weekly_hours
from directory.standard.parser import parse_row
from directory.standard.reader import UnreadableFile
from directory.standard.record import PlaceRecord

DATA = Path("regions/normandie")
FILES = {
    "france-services": (DATA / "france-services.csv", 185),
    "tiers-lieux-2019": (DATA / "tiers-lieux-2019.csv", 30),
}


def records_of(name: str) -> dict[str, PlaceRecord]:
    parsed = [parse_row(row.cells) for row in ADAPTERS[name].read(FILES[name][0])]
    assert all(isinstance(record, PlaceRecord) for record in parsed)
    return {record.id: record for record in parsed}


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_the_real_files_makes_a_record(name):
    records = records_of(name)
    assert len(records) == FILES[name][1]
    for record in records.values():
        assert record.id.startswith(f"{name}-")
        assert "Licence Ouverte 2.0" in record.source
        assert record.latitude
        assert record.code_insee
        assert "  " not in record.nom
        if record.horaires:
            validate_hours(record.horaires)


def test_a_france_services_place_is_described_as_its_list_does():
    record = records_of("france-services")["france-services-79"]
    assert record.nom == "France services Caen Pierre Heuzé"
    assert record.horaires == "Mo-Fr 09:00-12:00,13:00-18:00; PH off"
    assert record.hours_note.startswith("Pendant les vacances scolaires")
    assert record.telephone == "+33231946594"
    assert record.typologie == ("RFS",)
    assert record.services == ("Aide aux démarches administratives",)
    assert record.dispositif_programmes_nationaux == ("France Services",)
    assert record.itinerance == ("Fixe",)
    assert record.date_maj.isoformat() == "2024-08-01"


def test_buses_are_known_to_move():
    records = records_of("france-services").values()
    mobile = [record for record in records if record.itinerance == ("Itinérant",)]
    assert len(mobile) == 13
    assert any(record.nom.startswith("Bus France services") for record in mobile)


def test_a_tiers_lieu_is_given_no_service_that_the_census_does_not_tell():
    records = records_of("tiers-lieux-2019")
    assert not any(record.services or record.telephone for record in records.values())
    assert records["tiers-lieux-2019-20"].site_web == ("http://www.now-coworking.com",)
    assert records["tiers-lieux-2019-20"].typologie == ("TIERS_LIEUX",)
    assert records["tiers-lieux-2019-1250"].typologie == ("TIERS_LIEUX", "FABLAB")
    assert len(records["tiers-lieux-2019-1250"].site_web) == 3


def test_a_tiers_lieu_without_commune_name_is_known_by_its_code():
    record = records_of("tiers-lieux-2019")["tiers-lieux-2019-1511"]
    assert record.code_insee == "27375"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"Mo": "09:00 - 12:00 / 13:00 - 18:00"}, "Mo 09:00-12:00,13:00-18:00; PH off"),
        (
            {"Mo": "00:00 - 00:00 / 09:00 - 12:00 / 14:00 - 17:00"},
            "Mo 09:00-12:00,14:00-17:00; PH off",
        ),
        ({"Mo": "09:00 - 13:30 / 13:30 - 17:00"}, "Mo 09:00-17:00; PH off"),
        ({"Mo": "09:30 - 16:00 / 13:30 - 16:00"}, "Mo 09:30-16:00; PH off"),
        ({"Mo": "", "Tu": ""}, ""),
        (
            {"Mo": "09:00 - 12:00", "Tu": "09:00 - 12:00", "We": "", "Th": "09:00 - 12:00"},
            "Mo-Tu,Th 09:00-12:00; PH off",
        ),
        ({"Mo": "le matin", "Tu": "09:00 - 12:00"}, "Mo le matin; Tu 09:00 - 12:00"),
    ],
)
def test_hours_by_day_become_osm_hours(days, expected):
    assert weekly_hours(days) == expected


@pytest.mark.parametrize(
    ("comment", "note"),
    [
        ("Uniquement  sur rendez-vous.", "Uniquement sur rendez-vous"),
        (
            "Fermé au public le 2e jeudi de chaque mois",
            "Fermé au public le 2e jeudi de chaque mois",
        ),
        (".", ""),
        ("02.31.23.49.47", ""),
        ("Horaires d'été du 19 juillet au 19 aout", ""),
        ("Transféré au 159 route des écoles, horaires inchangés, juillet 2024", ""),
    ],
)
def test_comments_are_kept_when_they_tell_of_the_hours_and_still_hold(comment, note):
    assert hours_note(comment) == note


def test_a_long_comment_is_cut_at_a_word():
    note = hours_note("Permanence le matin " + "abcd " * 100)
    assert 270 < len(note) <= 280
    assert note.endswith(" abcd…")


@pytest.mark.parametrize("name", FILES)
def test_another_file_is_not_taken_for_the_one_expected(name, tmp_path):
    path = tmp_path / "autre.csv"
    path.write_text("id,nom\n1,A\n")
    with pytest.raises(UnreadableFile, match="il y manque"):
        list(ADAPTERS[name].read(path))
