"""The public register of labels: who holds which, and what the code of a plaque says."""

import csv
import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import LabelGrant, PlacePage
from directory.models.label import Standing
from directory.views.verify import WRONG_AN_HOUR
from tests.directory.labels import REGISTER, do, label_pages, publish, verify_url
from tests.factories import (
    CommuneFactory,
    DirectoryPageFactory,
    LabelFactory,
    LabelGrantFactory,
    LabelRequirementsFactory,
    PlacePageFactory,
)
from tests.reading import content_of, main_text, results_heading, text_of, texts

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-30 09:00", tick=False)]

SECRET = "Impayés et plaintes"
EPN = {"slug": "epn", "name": "EPN Normandie"}


@pytest.fixture(autouse=True)
def pages() -> None:
    label_pages()


def holders(client: Client, query: str = "") -> list[str]:
    return texts(client.get(f"{REGISTER}{query}"), "tbody th a")


def a_register() -> None:
    """Make four places: in force, suspended, expired, and not published."""
    rouen = CommuneFactory(rouen=True)
    LabelGrantFactory(place=PlacePageFactory(title="Le Dôme"))
    suspended = LabelGrantFactory(
        place=PlacePageFactory(title="Côté Seine", commune=rouen), label=LabelFactory(**EPN)
    )
    do(suspended, "suspendre", SECRET)
    LabelGrantFactory(
        place=PlacePageFactory(title="Bivouac"),
        granted_on=date(2020, 1, 1),
        expires_on=date(2022, 12, 31),
    )
    LabelGrantFactory(place=PlacePageFactory(title="Brouillon", live=False))


def test_the_register_shows_published_places_and_where_each_label_stands(client: Client) -> None:
    a_register()

    response = client.get(REGISTER)

    assert results_heading(response) == "3 attributions"
    assert texts(response, "tbody th a") == ["Bivouac", "Côté Seine", "Le Dôme"]
    assert texts(response, "tbody .badge") == ["Expiré", "Suspendu", "Valide"]
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=dome+caen", ["Le Dôme"]),
        ("?q=lab-2020-0001", ["Bivouac"]),
        ("?q=%00%27%22", ["Bivouac", "Côté Seine", "Le Dôme"]),  # no word
        ("?q=dome+rouen", []),
        ("?label=epn&departement=76", ["Côté Seine"]),
        ("?situation=expire&situation=suspendu", ["Bivouac", "Côté Seine"]),
        ("?situation=inconnue&page=9", ["Bivouac", "Côté Seine", "Le Dôme"]),
    ],
)
def test_the_register_is_searched(client: Client, query: str, found: list[str]) -> None:
    a_register()

    assert holders(client, query) == found
    lines = csv.DictReader(
        content_of(client.get(f"{REGISTER}attributions.csv{query}"))
        .decode("utf-8-sig")
        .split("\r\n"),
        delimiter=";",
    )
    # A file does not hold all where a filter was not understood.
    assert [line["lieu"] for line in lines] == ([] if "inconnue" in query else found)


def test_the_files_say_where_they_come_from_and_no_reason(client: Client) -> None:
    a_register()

    response = client.get(f"{REGISTER}attributions.json")

    data = json.loads(response.content)
    assert data["date"] == "2026-11-30"
    assert data["source"].endswith(REGISTER)
    assert "licence" in response["Link"]
    assert [line["situation"] for line in data["attributions"]] == ["Expiré", "Suspendu", "Valide"]
    assert SECRET not in response.content.decode()


def test_a_place_has_all_its_attributions_on_one_page(client: Client) -> None:
    former = LabelGrantFactory(granted_on=date(2020, 1, 1), expires_on=date(2021, 12, 31))
    former.following().save()
    address = f"{REGISTER}{former.place.slug}/"

    assert texts(client.get(address), "tbody .badge") == ["Valide", "Renouvelé"]
    assert client.get(f"{REGISTER}{PlacePageFactory().slug}/").status_code == 404


def test_a_closed_directory_closes_the_register(client: Client) -> None:
    grant = LabelGrantFactory()
    DirectoryPageFactory().unpublish()

    assert holders(client) == []
    assert client.get(f"{REGISTER}{grant.place.slug}/").status_code == 404
    assert "n’est plus dans l’annuaire" in main_text(client.get(verify_url(grant)))


def test_the_register_costs_the_same_for_few_and_many(
    client: Client, django_assert_max_num_queries
) -> None:
    for _ in range(22):
        LabelGrantFactory()
    client.get(REGISTER)

    with django_assert_max_num_queries(8):
        client.get(REGISTER)


def expired(grant: LabelGrant) -> None:
    grant.expires_on = timezone.localdate() - timedelta(days=1)
    grant.save()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda grant: None, "Oui, ce label est valable aujourd’hui."),
        (expired, "Non. Cette attribution a pris fin le 29 novembre 2026."),
        (lambda grant: do(grant, "suspendre", SECRET), "suspendu depuis le 30 novembre 2026."),
        (lambda grant: do(grant, "retirer", SECRET), "a été retiré le 30 novembre 2026."),
        (lambda grant: grant.place.unpublish(), "n’est plus dans l’annuaire du réseau"),
        (
            lambda grant: grant.place.view_restrictions.create(restriction_type="login"),
            "n’est plus dans l’annuaire du réseau",
        ),
        (lambda grant: (expired(grant), grant.following().save()), "Une autre la suit."),
    ],
)
def test_the_code_of_a_plaque_says_what_became_of_the_label(client: Client, change, said) -> None:
    place = PlacePageFactory(title="Le Dôme")
    grant = LabelGrantFactory(place=place, granted_on=date(2026, 1, 1), decision="CP D 26-01")

    change(LabelGrant.objects.get(pk=grant.pk))

    response = client.get(verify_url(grant).lower())
    text = main_text(response)
    assert said in text
    assert texts(response, ".verified__name") == ["Le Dôme"]  # on whatever door it was copied
    assert "Caen" in text
    assert "CP D 26-01" in text
    assert SECRET not in text


def test_a_made_up_number_is_no_label_and_guessing_is_slow(client: Client) -> None:
    grant = LabelGrantFactory()
    wrong = f"/label/verifier/{grant.number}-AAAAAAAAAA/"

    response = client.get(wrong)
    assert response.status_code == 404
    assert "Ce numéro n’est celui d’aucun label" in response.content.decode()
    assert client.get("/label/verifier/%00/").status_code == 404
    for _ in range(WRONG_AN_HOUR):
        client.get(wrong)

    assert client.get(wrong).status_code == 429
    assert client.get(verify_url(grant)).status_code == 429
    assert client.get(verify_url(grant), REMOTE_ADDR="192.0.2.9").status_code == 200


@pytest.mark.one_engine
def test_a_number_may_be_typed(client: Client) -> None:
    response = client.get("/label/verifier/", {"numero": " lab-2026-0001-abcdefghjk/"})

    assert response.url == "/label/verifier/LAB-2026-0001-ABCDEFGHJK/"


def test_what_a_label_asks_is_read_version_by_version(client: Client) -> None:
    base = "/label/cahier-des-charges/"
    assert "Aucun cahier des charges" in main_text(client.get(base))
    version = LabelRequirementsFactory(is_example=True, codes=("horaires",))
    address = f"{base}{version.label.slug}/"
    assert client.get(address).status_code == 404  # in preparation
    publish(version)

    assert "1 critère" in main_text(client.get(base))
    text = main_text(client.get(address))
    assert "Exemple à valider par la Région" in text
    assert "Dire horaires." in text
    assert client.get(f"{address}version-1/").status_code == 200
    for number in ("0", "9" * 30):
        assert client.get(f"{address}version-{number}/").status_code == 404


def test_two_places_of_one_name_are_told_apart(client: Client) -> None:
    LabelGrantFactory(place=PlacePageFactory(title="Le Dôme"))
    LabelGrantFactory(place=PlacePageFactory(title="Le Dôme", commune=CommuneFactory(rouen=True)))

    assert PlacePage.objects.count() == 2
    assert texts(client.get(REGISTER), "tbody th") == [
        "Le Dôme Caen (Calvados)",
        "Le Dôme Rouen (Seine-Maritime)",
    ]


@pytest.mark.parametrize("typed", ["/%20/", "..", "%20", "/"])
def test_what_is_no_number_asks_for_one(client: Client, typed: str) -> None:
    assert client.get(f"/label/verifier/?numero={typed}").status_code == 200


def test_a_label_whose_renewal_was_withdrawn_is_said_to_be_over(client: Client) -> None:
    day = timezone.localdate()
    former = LabelGrantFactory(granted_on=day - timedelta(90), expires_on=day - timedelta(9))
    following = LabelGrantFactory(
        place=former.place, label=former.label, granted_on=day - timedelta(8), renews=former
    )
    do(following, "retirer")

    assert "Non. Cette attribution a pris fin" in text_of(client.get(verify_url(former)))
    assert list(LabelGrant.objects.standing(Standing.EXPIRED)) == [former]
    assert list(LabelGrant.objects.standing(Standing.RENEWED)) == []
    assert former.following().renews is None  # one alone may follow it
