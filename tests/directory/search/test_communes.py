"""People find their commune however they write it."""

import pytest
from django.test import Client

from directory.models import Commune
from directory.search.communes import find_communes
from tests.factories import AgendaPageFactory, PlacePageFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def names(typed: str) -> list[str]:
    return [match.commune.name for match in find_communes(typed)]


@pytest.mark.parametrize(
    "typed", ["st lo", "Saint-Lô", "SAINT LO", "saint lô", "50000", "50502", "Saint-Lô (50000)"]
)
def test_saint_lo_is_found_first_however_it_is_written(typed: str) -> None:
    assert names(typed)[0] == "Saint-Lô"


def test_a_former_commune_leads_to_the_one_it_joined() -> None:
    (first, *_) = find_communes("tourlaville")

    assert first.commune.name == "Cherbourg-en-Cotentin"
    assert first.label.startswith("Tourlaville, aujourd’hui Cherbourg-en-Cotentin")


def test_the_page_says_from_where_distances_to_a_former_commune_count(client: Client) -> None:
    said = "Tourlaville fait aujourd’hui partie de Cherbourg-en-Cotentin : les distances comptent"
    for page in ("/annuaire/", AgendaPageFactory().url):
        assert said in text_of(client.get(page, {"commune": "tourlaville"}))
        assert said not in text_of(client.get(page, {"commune": "Cherbourg-en-Cotentin"}))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Cherbourg-Octeville", "Cherbourg-en-Cotentin"),
        ("cherbourg cedex", "Cherbourg-en-Cotentin"),
        ("14000 Caen", "Caen"),
        ("14 Caen", "Caen"),
        ("14066 caen cedex 9", "Caen"),
        ("laigle", "L'Aigle"),
        ("LAIGLE 61300", "L'Aigle"),
        ("lehavre", "Le Havre"),
        ("HAVRE (LE)", "Le Havre"),
        ("Havre, Le", "Le Havre"),
    ],
)
def test_what_stands_beside_a_name_and_how_it_is_written_are_forgiven(
    typed: str, name: str
) -> None:
    assert names(typed)[0] == name


@pytest.mark.parametrize(
    "name",
    [
        "Caudebec-en-Caux",
        "Saint-Pierre-sur-Dives",
        "La Haye-du-Puits",
        "Notre-Dame-de-Gravenchon",
        "Vassy",
        "Auffay",
    ],
)
def test_the_seat_of_a_new_commune_is_still_found_by_its_name(name: str) -> None:
    assert find_communes(name)[0].label.startswith(f"{name}, aujourd’hui ")


@pytest.mark.parametrize("typed", ["rue Jeanne d’Arc Rouen", "Caen la jolie", "Rouen Bidule"])
def test_no_word_is_dropped_that_may_be_of_the_name(typed: str) -> None:
    assert find_communes(typed) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mortein", "Mortain, aujourd’hui"),
        ("rouan", "Rouen (76000)"),
        ("liseux", "Lisieux (14100)"),
    ],
)
def test_a_typing_error_shows_nothing_but_what_was_meant(
    client: Client, typed: str, meant: str
) -> None:
    PlacePageFactory(title="Phare de Caen")
    for page in ("/annuaire/", "/annuaire/carte/", AgendaPageFactory().url):
        response = client.get(page, {"commune": typed})
        html = response.content.decode()

        assert "Vouliez-vous dire" in html
        assert meant in html
        assert "Où cherchez-vous" in html
        assert "Phare de Caen" not in html
    assert b"Phare" not in b"".join(client.get("/annuaire/lieux.csv", {"commune": typed}))
    assert (
        client.get("/annuaire/communes.json", {"q": typed})
        .json()["communes"][0]["label"]
        .startswith(meant)
    )


def test_the_beginning_of_a_name_is_enough_and_the_largest_comes_first() -> None:
    assert names("cherbourg")[0] == "Cherbourg-en-Cotentin"
    assert names("rou")[0] == "Rouen"


def test_an_exact_name_goes_before_a_larger_commune_that_begins_so() -> None:
    assert names("Caen")[0] == "Caen"
    assert names("Le Manoir")[0] == "Le Manoir"


def test_a_word_inside_the_name_is_enough() -> None:
    assert "Le Havre" in names("havre")


def test_a_postcode_gives_all_its_communes_the_most_peopled_first() -> None:
    found = names("14400")

    assert found[0] == "Bayeux"
    assert len(found) > 1


def test_a_number_that_is_an_insee_code_and_a_postcode_gives_both_readings() -> None:
    # 14400 is the INSEE code of Le Manoir and the postcode of Bayeux.
    found = [match.commune.insee_code for match in find_communes("14400", limit=100)]

    assert {"14400", "14047"} <= set(found)


def test_the_key_of_an_address_is_never_ambiguous() -> None:
    manoir = Commune.objects.get(insee_code="14400")

    assert [match.commune for match in find_communes(manoir.key)] == [manoir]


@pytest.mark.parametrize(
    "typed", ["", "   ", "?!", "zzzzz", "99999", "00000-rien", "' OR 1=1 --", "%", "_"]
)
def test_what_is_no_commune_finds_nothing(typed: str) -> None:
    assert find_communes(typed) == []


def test_suggestions_answer_the_key_to_send_back(client: Client) -> None:
    answer = client.get("/annuaire/communes.json", {"q": "st lo"}).json()

    assert answer["communes"][0] == {
        "key": "50502-saint-lo",
        "label": "Saint-Lô (50000)",
        "departement": "Manche",
    }


def test_suggestions_can_be_kept_by_caches_and_set_no_cookie(client: Client) -> None:
    response = client.get("/annuaire/communes.json", {"q": "caen\x00"})

    assert response.status_code == 200
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_suggestions_cost_few_queries(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(7):
        client.get("/annuaire/communes.json", {"q": "saint"})


@pytest.mark.parametrize("typed", ["rien du tout ici " * 6, "㏂" * 100])
def test_words_without_end_cost_few_queries(typed: str, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5):
        assert find_communes(typed) == []
