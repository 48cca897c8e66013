"""Visitors write as they speak: the box understands needs, likenesses and communes, and says so."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import EverydayWord, Vocabulary
from directory.search.everyday import ACCOMPANYING, NEED, everyday_words, file_of_words
from tests.directory.search.visits import titles
from tests.factories import CommuneFactory, PlacePageFactory, TermFactory, UserFactory
from tests.reading import card_titles, results_heading, text_of
from tests.roles import team_group

pytestmark = pytest.mark.django_db

SURE = (Vocabulary.SERVICE, "Aide aux démarches administratives")
LIKELY = (Vocabulary.PROGRAMME, "France Services")
NOBODY = (Vocabulary.ACCESS, "Ce lieu n'accueille pas de public")


def make_places() -> None:
    PlacePageFactory(title="Agence A", terms=[LIKELY])
    PlacePageFactory(title="Borne B", terms=[SURE])
    PlacePageFactory(title="Cantine C", terms=[(Vocabulary.COWORKING, "casiers")])
    PlacePageFactory(title="Dépôt D", terms=[SURE, NOBODY])
    PlacePageFactory(title="Hangar H", terms=[(Vocabulary.KIND, "tiers-lieu")])
    PlacePageFactory(
        title="Médiathèque M",
        commune=CommuneFactory(rouen=True),
        summary="Romans, poésie.",
    )


@pytest.fixture
def team(client: Client) -> Client:
    """Someone of the Région, signed in."""
    member = UserFactory()
    member.groups.add(team_group())
    signed_in = Client()
    signed_in.force_login(member)
    return signed_in


@pytest.fixture(autouse=True, scope="module")
def places(made_once: Callable) -> None:
    made_once(make_places)


@pytest.mark.parametrize(
    "typed", ["impôts", "impots", "déclaration d’impôts", "où faire ma carte grise", "CAF", "ameli"]
)
def test_everyday_words_lead_to_places_that_help_sure_ones_first(
    client: Client, typed: str
) -> None:
    assert titles(client, q=typed) == ["Borne B", "Agence A"]


def test_the_page_says_what_was_understood_and_the_cards_say_why(client: Client) -> None:
    response = client.get("/annuaire/", {"q": "impôts"})
    html, said = response.content.decode(), "2 lieux qui aident à faire une démarche administrative"

    assert html.count(f"{said} (impôts)") >= 2  # the title of the window, and the heading
    assert "On vous y aide à faire vos démarches." in html
    assert "Demandez avant de venir. C’est une maison France services" in html


def test_coworking_is_any_coworking_offer_or_a_tiers_lieu(client: Client) -> None:
    assert titles(client, q="coworking") == ["Cantine C", "Hangar H"]
    assert titles(client, q="espace de coworking caen") == ["Cantine C", "Hangar H"]


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("mediateque", "médiathèque", ["Médiathèque M"]),
        ("cowroking", "coworking", ["Cantine C", "Hangar H"]),
        ("impotts", "impôts", ["Borne B", "Agence A"]),
    ],
)
def test_a_typing_error_gives_the_nearest_known_word_and_says_so(
    client: Client, typed: str, known: str, found: list[str]
) -> None:
    page = client.get("/annuaire/", {"q": typed})

    assert card_titles(page) == found
    assert known in results_heading(page)
    assert f"voici les résultats pour « {known} »" in text_of(page)


def test_the_most_telling_words_are_kept_and_the_others_said_to_be_left(client: Client) -> None:
    page = client.get("/annuaire/", {"q": "impôts romans"})

    assert card_titles(page) == ["Borne B", "Agence A"]
    assert "Aucun lieu ne répond à tout" in text_of(page)
    assert "sans tenir compte de « romans »" in text_of(page)
    assert "(impôts)" in results_heading(page)
    assert titles(client, q="piscine") == []


def test_a_long_title_typed_whole_is_found(client: Client) -> None:
    title = "Amicale Bridge Couture Danse Escrime Fanfare"  # more words than choices are counted of
    PlacePageFactory(title=title)
    page = client.get("/annuaire/", {"q": title})

    assert card_titles(page) == [title]
    assert "Aucun lieu ne répond à tout" not in text_of(page)


def test_a_commune_among_the_words_says_where(client: Client) -> None:
    assert "km de Caen" in results_heading(client.get("/annuaire/", {"q": "impots caen"}))
    assert titles(client, q="impots caen") == ["Borne B", "Agence A"]  # of as near, the sure one
    assert titles(client, q="impots rouen") == []
    assert titles(client, q="médiathèque rouen", commune="14118-caen", rayon="5") == []
    assert titles(client, q="rouen") == ["Médiathèque M"]


def test_what_only_places_further_on_answer_is_left_near_a_commune_and_said(client: Client) -> None:
    rouen = CommuneFactory(rouen=True)
    PlacePageFactory(title="Zénith Z", commune=rouen, terms=[SURE], summary="Romans.")
    page = client.get("/annuaire/", {"q": "impôts romans caen"})

    assert titles(client, q="impôts romans") == ["Zénith Z"]
    assert card_titles(page) == ["Borne B", "Agence A"]
    assert "sans tenir compte de « romans »" in text_of(page)
    rows = client.get("/annuaire/lieux.csv", {"q": "impôts romans caen"}).getvalue().decode()
    assert "Borne B" in rows


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("impots cherbourg", "km de Cherbourg-en-Cotentin"),
        ("impots mortagne", "km de Mortagne-au-Perche"),
        ("impots rouan", "km de Rouen"),
    ],
)
def test_a_town_is_understood_by_its_short_name_or_with_a_letter_wrong(
    client: Client, typed: str, said: str
) -> None:
    assert said in results_heading(client.get("/annuaire/", {"q": typed}))


def test_a_town_that_was_mended_is_said_to_be(client: Client) -> None:
    for address in ("/annuaire/", "/recherche/"):
        told = text_of(client.get(address, {"q": "médiathèque rouan"}))
        assert "Nous ne connaissons pas « rouan » : nous avons cherché autour de Rouen." in told


def test_a_word_that_begins_otherwise_is_another_word(client: Client) -> None:
    PlacePageFactory(title="Relais du Bessin")
    assert titles(client, q="dessin") == []
    assert titles(client, q="besin") == ["Relais du Bessin"]


def test_the_file_of_the_same_address_holds_what_the_page_lists(client: Client) -> None:
    for typed in ("impôts", "impotts", "impôts romans", "coworking caen", "mediateque"):
        content = b"".join(client.get("/annuaire/lieux.csv", {"q": typed})).decode("utf-8-sig")
        rows = [row["nom"] for row in csv.DictReader(StringIO(content))]

        assert sorted(rows) == sorted(titles(client, q=typed)) != []


def test_the_team_adds_words_that_count_at_once(team: Client, client: Client) -> None:
    term = TermFactory(vocabulary=Vocabulary.EQUIPMENT, code="tablettes")
    PlacePageFactory(title="Borne B2", terms=[(Vocabulary.EQUIPMENT, "tablettes")])
    assert titles(client, q="ardoise magique") == []
    address = reverse("wagtailsnippets_directory_everydayword:add")

    refused = team.post(address, {"wording": "ardoise magique", "need": ""})
    assert "Choisissez un besoin" in refused.content.decode()
    team.post(address, {"wording": "ardoise magique", "need": "", "terms": [term.pk]})

    assert EverydayWord.objects.get().wording == "ardoise magique"
    assert "Borne B2" in titles(client, q="ardoises magiques")


def test_every_line_of_the_file_leads_somewhere() -> None:
    tables = file_of_words()
    meanings = everyday_words().meanings

    assert sum(len(words) for name, table in tables.items() for words in table.values()) > 300
    assert all(meaning.sure for meaning in meanings.values())
    for name, table in tables.items():
        for value in table if name not in (NEED, ACCOMPANYING) else ():
            assert any(
                clue.vocabulary == name and value in ("*", clue.slug)
                for meaning in meanings.values()
                for clue in meaning.sure
            ), (name, value)
