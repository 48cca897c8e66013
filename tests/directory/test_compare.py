"""« /annuaire/comparer/ »: tiers-lieux side by side, and how one gets there."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import (
    Formula,
    PlacePage,
    Room,
    Vocabulary,
)
from tests import reading
from tests.directory.full_places import full_place
from tests.directory.search.test_hostile_addresses import HOSTILE
from tests.factories import LabelGrantFactory, PlacePageFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/annuaire/comparer/"
TIERS_LIEU = (Vocabulary.KIND, "tiers-lieu")
MOST = 15  # queries


def tiers_lieu(slug: str, price: int | None = None, **fields: object) -> PlacePage:
    """Return a tiers-lieu, with the price of a day at a desk."""
    terms = [TIERS_LIEU, *fields.pop("terms", [])]
    place = PlacePageFactory(title=slug.title(), slug=slug, terms=terms, **fields)
    if price is not None:
        Formula.objects.create(place=place, desk="nomade", period="jour", price=price)
    return place


def compare(client: Client, *slugs: str, **params: str) -> HttpResponse:
    return client.get(ADDRESS, {"lieu": slugs} | params)


def row(client: Client, title: str, *slugs: str, **params: str) -> list[tuple[str, str]]:
    """Return what each place says in the row *title*, and the word that praises it."""
    rows = reading.parsed(compare(client, *slugs, **params)).select("tbody tr")
    (found,) = [item for item in rows if reading.words(item.th).startswith(title)]
    return [
        tuple(
            " ".join(reading.words(part) for part in cell.select(f".comparison__{name}"))
            for name in ("line", "note")
        )
        for cell in found("td")
    ]


def row_headers(client: Client, *slugs: str) -> list[str]:
    """Return what the rows are about, and whether the places differ in it."""
    return reading.texts(compare(client, *slugs), "tbody th")


def text_of(client: Client, *slugs: str, **params: str) -> str:
    return reading.text_of(compare(client, *slugs, **params))


def test_prices_stand_side_by_side_and_the_lowest_is_said_in_words(client: Client) -> None:
    tiers_lieu("phare", 15)
    tiers_lieu("quai", 12)
    tiers_lieu("muet")

    assert row(client, "Prix de la journée", "phare", "quai", "muet") == [
        ("15 €", ""),
        ("12 €", "le moins cher"),
        ("", ""),
    ]
    assert "non renseigné" in text_of(client, "phare", "quai", "muet")


def test_equal_places_are_neither_praised_nor_called_different(client: Client) -> None:
    tiers_lieu("phare", 12, hours="Mo 09:00-12:00")
    tiers_lieu("quai", 12, hours="Tu 09:00-12:00")

    assert row(client, "Prix de la journée", "phare", "quai") == [("12 €", ""), ("12 €", "")]
    headers = row_headers(client, "phare", "quai")
    assert "Prix de la journée pareil" in headers
    assert "Horaires différent" in headers


def test_a_price_on_request_or_free_is_said_so(client: Client) -> None:
    place = tiers_lieu("phare", 0)
    Formula.objects.create(place=place, desk="bureau", period="mois", price=None)

    assert row(client, "Prix de la journée", "phare") == [("Gratuit", "")]
    assert row(client, "Prix du bureau fermé, au mois", "phare") == [("Sur devis", "")]


def test_rooms_speed_machines_and_labels_are_compared(client: Client) -> None:
    machines = [(Vocabulary.EQUIPMENT, "imprimante-3d"), (Vocabulary.COWORKING, "acces-24h")]
    place = tiers_lieu("phare", terms=machines, seats=12, download_speed=300)
    blue = {"name": "Salle bleue", "capacity": 8, "equipment": "Écran de Visio"}
    Room.objects.create(place=place, **blue, hour_price=25, half_day_price=0)
    Room.objects.create(
        place=place, name="Salle rouge", hour_price=40, half_day_price=60, day_price=0
    )
    LabelGrantFactory(place=place)
    other = tiers_lieu("quai", seats=4, download_speed=900)
    Room.objects.create(place=other, name="Le quai", hour_price=30)

    def first(title: str) -> tuple[str, str]:
        return row(client, title, "phare", "quai")[0]

    assert first("Salles de réunion") == (
        "Salle bleue (8 personnes ; écran de Visio ; 25 € l’heure, gratuit à la demi-journée) "
        "Salle rouge (40 € l’heure, 60 € la demi-journée, gratuit à la journée)",
        "",
    )
    assert first("Visioconférence") == ("Salle bleue", "")
    assert first("Prix d’une salle, à l’heure") == ("dès 25 €", "le moins cher")
    assert first("Prix d’une salle, à la demi-journée")[0] == "Gratuit, ou dès 60 €"
    assert first("Prix d’une salle, à la journée") == ("Gratuit", "")
    assert first("Nombre de postes") == ("12 postes", "celui qui en a le plus")
    assert first("Débit d’internet") == ("300 Mbit/s", "")
    assert first("Machines") == ("Imprimante 3D (fabriquer un objet)", "")
    assert first("Accès jour et nuit") == ("Accès jour et nuit", "")
    assert first("Labels") == ("Tiers-Lieux Normandie", "")


def test_that_some_do_not_say_is_explained_once_above(client: Client) -> None:
    tiers_lieu("phare", 12)
    tiers_lieu("muet")
    page = compare(client, "phare", "muet")

    assert len(reading.texts(page, ".comparison__partial")) == 1
    headers = row_headers(client, "phare", "muet")
    assert "Prix de la journée" in headers
    assert reading.texts(compare(client, "phare"), ".comparison__partial") == []


def test_what_no_place_says_is_told_once(client: Client) -> None:
    tiers_lieu("phare")
    tiers_lieu("quai")

    assert re.search("Non renseigné pour ces lieux : [^.]*fibre", text_of(client, "phare", "quai"))


def test_distance_is_compared_when_a_commune_is_given(client: Client) -> None:
    tiers_lieu("phare", latitude=49.3)
    tiers_lieu("quai", latitude=49.2)

    # No place could tell how far it is from nowhere.
    assert "distance" not in text_of(client, "phare", "quai").lower()
    far, near = row(client, "Distance", "phare", "quai", commune="14118-caen")
    assert far[1] == ""
    assert near[1] == "le plus proche"
    assert near[0].endswith("km")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("slugs", "message"),
    [
        ([], "Aucun tiers-lieu n’est choisi"),
        (["licorne"], "Nous ne connaissons pas le lieu « licorne »"),
        (["phare", "phare"], "Un même lieu était choisi deux fois"),
        (["epn"], "« Epn » n’est pas un tiers-lieu"),
        (["phare", "a", "b", "c"], "« C » n’est pas dans le tableau"),
    ],
)
def test_what_cannot_be_compared_is_told(client: Client, slugs: list[str], message: str) -> None:
    for slug in sorted({"phare", "a", "b", "c"}.intersection(slugs)):
        tiers_lieu(slug)
    PlacePageFactory(title="Epn", slug="epn")

    assert message in text_of(client, *slugs)


def test_drafts_and_private_places_are_unknown(client: Client) -> None:
    tiers_lieu("brouillon").unpublish()
    tiers_lieu("prive").view_restrictions.create(restriction_type="login")

    text = text_of(client, "brouillon", "prive")
    assert "Nous ne connaissons pas le lieu « brouillon »" in text
    assert "Nous ne connaissons pas le lieu « prive »" in text
    assert "Aucun tiers-lieu n’est choisi" in text


def test_the_nearest_others_can_be_added_and_each_removed(client: Client) -> None:
    for number, slug in enumerate(("phare", "loin", "pres")):
        tiers_lieu(slug, latitude=49.2 + (0.2 if slug == "loin" else number / 1000))

    suggestions = reading.links(compare(client, "phare"), ".comparison__add")
    assert list(suggestions.values()) == [
        f"{ADDRESS}?lieu=phare&lieu=pres",
        f"{ADDRESS}?lieu=phare&lieu=loin",
    ]
    links = reading.links(compare(client, "phare", "pres"))
    assert links["Retirer Phare"] == f"{ADDRESS}?lieu=pres"
    assert reading.links(compare(client, "phare", "pres", "loin"), ".comparison__add") == {}


def test_who_has_chosen_none_asks_for_the_nearest(client: Client) -> None:
    tiers_lieu("loin", latitude=49.4)
    tiers_lieu("pres", latitude=49.2)
    form = reading.parsed(compare(client)).select_one(f"main form[action='{ADDRESS}']")
    assert form.select_one("[name=commune]")

    page = compare(client, commune="Caen")
    assert list(reading.links(page, ".comparison__add")) == [
        *("Pres, Caen à 1,7 km", "Loin, Caen à 24 km")
    ]
    assert "Commune inconnue" in text_of(client, commune="Xyzzy")
    assert not reading.parsed(compare(client, "loin")).select("main form")


def test_a_card_of_a_tiers_lieu_alone_can_be_ticked(client: Client) -> None:
    PlacePageFactory()
    html = client.get("/annuaire/").content.decode()
    assert 'name="lieu"' not in html
    assert ADDRESS not in html

    tiers_lieu("phare")
    html = client.get("/annuaire/?commune=14118-caen").content.decode()
    assert html.count('name="lieu"') == 1
    assert 'name="lieu" value="phare" form="comparer"' in html
    form = html.split('id="comparer"')[1].split("</form>")[0]
    assert f'action="{ADDRESS}"' in form
    assert 'name="commune" value="14118-caen"' in form


def test_the_sheet_of_a_tiers_lieu_leads_to_the_comparison(client: Client) -> None:
    place, other = tiers_lieu("phare"), PlacePageFactory()

    assert f"{ADDRESS}?lieu=phare" in client.get(place.url).content.decode()
    assert ADDRESS not in client.get(other.url).content.decode()


def test_search_engines_leave_the_comparison_out(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()

    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_any_value_is_answered(client: Client) -> None:
    tiers_lieu("phare")
    for value in HOSTILE:
        for params in ({"lieu": value}, {"lieu": ["phare", value], "commune": value, "lat": value}):
            response = client.get(ADDRESS, params)
            assert response.status_code == 200, value
            assert "<script>alert" not in response.content.decode()


def queries(client: Client, *slugs: str) -> int:
    cache.clear()
    client.get(ADDRESS)  # what is read once for the whole site
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS, {"lieu": slugs, "commune": "14118-caen"})
    return len(captured)


def test_three_full_places_cost_no_more_than_one(client: Client) -> None:
    full_place(photos=0)
    one = queries(client, "le-phare")
    for slug in ("deux", "trois"):
        full_place(photos=0, formulas=5, rooms=4, slug=slug, title=slug)
    for number in range(8):
        tiers_lieu(f"autre-{number}")

    assert queries(client, "le-phare", "deux") == one <= MOST
