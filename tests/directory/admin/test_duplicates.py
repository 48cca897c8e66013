"""Sheets that may be about the same place are pointed out."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from directory.duplicates import (
    Traits,
    all_duplicates,
    likely_duplicates,
    pairs_among,
    reasons_of_likeness,
)
from directory.models import PlacePage
from tests.directory.admin.sheet import Opened, edit_url, form_in, send, shown_form
from tests.factories import CommuneFactory, PlacePageFactory
from tests.reading import rows, text_of, texts

WARNINGS = ".messages .warning"
CAEN = {"commune_id": "14118", "latitude": 49.18585, "longitude": -0.36912}


def traits(title: str, pk: int = 1, **changes: object) -> Traits:
    return Traits(**({"pk": pk, "title": title} | CAEN | changes))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Médiathèque de Caen", "mediathèque CAEN"),
        ("Espace Public Numérique Le Phare", "Le Phare - Espace public numérique"),
        ("La Fabrique", "La Fabriqe"),
        ("L’Œuvre", "L'Oeuvre"),
    ],
)
def test_names_are_alike_whatever_their_accents_order_and_typing_mistakes(
    one: str, other: str
) -> None:
    assert reasons_of_likeness(traits(one), traits(other, 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Médiathèque", "Mairie"),
        ("Espace numérique Nord", "Maison des associations"),
        ("La", "Le"),  # nothing but words that tell nothing
    ],
)
def test_names_that_differ_are_left_alone(one: str, other: str) -> None:
    assert reasons_of_likeness(traits(one), traits(other, 2)) == ()


def test_a_like_name_counts_in_the_same_commune_or_near_by_only() -> None:
    here = traits("La Fabrique")

    assert reasons_of_likeness(here, traits("La Fabrique", 2, latitude=49.19, longitude=0.2)) == (
        "nom proche, même commune",
    )
    next_door = traits("La Fabrique", 2, commune_id="14341", longitude=-0.36912 + 0.003)
    assert reasons_of_likeness(here, next_door) == ("nom proche, à moins de 300 mètres",)
    assert not reasons_of_likeness(
        here, traits("La Fabrique", 2, commune_id="14341", longitude=-0.36912 + 0.006)
    )
    no_point = {"commune_id": "14341", "latitude": None, "longitude": None}
    assert not reasons_of_likeness(here, traits("La Fabrique", 2, **no_point))


def test_the_same_siret_or_phone_counts_everywhere_and_nothing_is_not_the_same() -> None:
    elsewhere = {"commune_id": "76540", "latitude": 49.44, "longitude": 1.09}
    one = traits("A", siret="21140118900017", phone="+33231000000")

    assert reasons_of_likeness(
        one, traits("B", 2, siret="21140118900017", phone="+33231000000", **elsewhere)
    ) == ("même SIRET", "même téléphone")
    assert reasons_of_likeness(traits("Ancre"), traits("Bouée", 2, **elsewhere)) == ()


names = st.sampled_from(["La Fabrique", "Fabrique", "Le Phare", "L’EPN du phare", ""])
points = st.one_of(
    st.none(),
    st.tuples(st.floats(49.18, 49.19), st.floats(-0.37, -0.36)),
)


@given(names, names, points, points, st.booleans())
def test_likeness_goes_both_ways(
    one: str, other: str, here: tuple | None, there: tuple | None, same_commune: bool
) -> None:
    first = Traits(1, one, "14118", *(here or (None, None)))
    second = Traits(2, other, "14118" if same_commune else "14341", *(there or (None, None)))

    assert reasons_of_likeness(first, second) == reasons_of_likeness(second, first)


@given(
    st.floats(48.1, 50.08),
    st.floats(-1.98, 1.83),
    st.floats(-0.0026, 0.0026),
    st.floats(-0.0038, 0.0038),
)
def test_no_border_of_the_grid_hides_two_places_that_are_near(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    here = Traits(1, "La Fabrique", "14118", latitude, longitude)
    there = Traits(2, "La Fabrique", "14341", latitude + north, longitude + east)

    assert bool(pairs_among([here, there])) == bool(reasons_of_likeness(here, there))


def pairs() -> set[frozenset[int]]:
    return {frozenset((pair.first.pk, pair.second.pk)) for pair in all_duplicates()}


@pytest.mark.django_db
def test_the_report_finds_what_each_sheet_finds() -> None:
    rouen = CommuneFactory(rouen=True)
    made = [
        PlacePageFactory(title="La Fabrique"),
        PlacePageFactory(title="Fabrique", latitude=None, longitude=None),
        PlacePageFactory(title="La Fabrique", commune=rouen),
        PlacePageFactory(title="Le Phare", commune=rouen, phone="+33235000000"),
        PlacePageFactory(title="Autre nom", phone="+33235000000"),
        # Two sides of a border of the grid, 200 m apart.
        PlacePageFactory(title="Le Moulin", latitude=49.0499, longitude=0.5, commune=rouen),
        PlacePageFactory(title="Le Moulin", latitude=49.0517, longitude=0.5),
    ]

    one_by_one = {
        frozenset((place.pk, found.pk)) for place in made for found in likely_duplicates(place)
    }

    assert pairs() == one_by_one
    assert pairs() == {
        frozenset((made[0].pk, made[1].pk)),
        frozenset((made[3].pk, made[4].pk)),
        frozenset((made[5].pk, made[6].pk)),
    }


@pytest.mark.django_db
def test_looking_for_duplicates_takes_two_queries_however_many_places(
    django_assert_num_queries: Callable,
) -> None:
    places = [PlacePageFactory(title="La Fabrique") for _ in range(5)]

    with django_assert_num_queries(2):
        assert len(likely_duplicates(places[0])) == 4
    with django_assert_num_queries(2):
        assert len(all_duplicates()) == 10


@pytest.mark.django_db
def test_the_most_alike_come_first() -> None:
    place = PlacePageFactory(title="La Fabrique", phone="+33231000000")
    PlacePageFactory(title="Mairie", phone="+33231000000")
    PlacePageFactory(title="Fabrique", phone="+33231000000")

    assert [found.title for found in likely_duplicates(place)] == ["Fabrique", "Mairie"]


@pytest.mark.django_db
def test_the_sheet_shows_its_likely_duplicates_with_links(admin: Client) -> None:
    place, alone = PlacePageFactory(title="La Fabrique"), PlacePageFactory(title="Mairie")
    double = PlacePageFactory(title="Fabrique <b>")

    html = admin.get(edit_url(place)).content.decode()

    assert f'<a href="{edit_url(double)}">Fabrique &lt;b&gt;</a>' in html
    assert "Doublons probables" not in text_of(admin.get(edit_url(alone))).split("Identité")[-1]


@pytest.mark.django_db
def test_saving_a_sheet_warns_at_once_but_not_at_each_automatic_save(admin: Client) -> None:
    place = PlacePageFactory(title="Ancien nom")
    PlacePageFactory(title="La Fabrique")

    data = shown_form(admin, edit_url(place))
    data["title"] = "La Fabrique"
    saved_alone = admin.post(edit_url(place), data, headers={"accept": "application/json"})

    assert saved_alone.json()["success"]
    again = admin.get(edit_url(place))
    assert texts(again, WARNINGS) == []

    send(admin, Opened(place, form_in(again.content.decode())), publish=False)

    [warning] = texts(admin.get(edit_url(place)), WARNINGS)
    assert "nom proche" in warning


@pytest.mark.django_db
def test_the_report_lists_each_pair_once_with_the_reasons(team: Client) -> None:
    PlacePageFactory(title="La Fabrique")
    PlacePageFactory(title="Fabrique")

    response = team.get(reverse("directory_duplicates"))

    [[*named, reason, decide]] = rows(response)
    assert (named, reason) == (["La Fabrique", "Fabrique"], "nom proche, à moins de 300 mètres")
    assert decide == "Comparer : La Fabrique et Fabrique"
    assert team.get(reverse("directory_duplicates_results")).status_code == 200


@pytest.mark.django_db
def test_the_report_costs_the_same_for_two_pairs_and_for_many(team: Client) -> None:
    def cost() -> int:
        team.get(reverse("directory_duplicates"))  # what each process reads again after a change
        with CaptureQueriesContext(connection) as queries:
            team.get(reverse("directory_duplicates"))
        return len(queries)

    for _ in range(2):
        PlacePageFactory(title="La Fabrique")
    for_one_pair = cost()
    for _ in range(5):
        PlacePageFactory(title="La Fabrique")

    assert PlacePage.objects.count() == 7
    assert cost() == for_one_pair
