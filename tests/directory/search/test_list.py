"""What a visitor reads on « /annuaire/ »."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail_factories import ImageFactory

from directory.models import PlacePhoto, Vocabulary
from directory.querysets import PlaceQuerySet
from directory.search.opening import Opening
from directory.search.places import PlaceSearch
from tests import reading
from tests.directory.search.visits import text_of, titles
from tests.factories import CommuneFactory, LabelGrantFactory, PlacePageFactory
from tests.first_visit import first_queries

pytestmark = pytest.mark.django_db

EPN = (Vocabulary.KIND, "epn")
TIERS_LIEU = (Vocabulary.KIND, "tiers-lieu")
PARIS = ZoneInfo("Europe/Paris")
MONDAY_10H = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
MOST = 15  # queries


def test_places_around_a_commune_come_nearest_first_with_their_distance(client: Client) -> None:
    caen = CommuneFactory()
    PlacePageFactory(title="Loin", latitude=caen.latitude + 0.1, longitude=caen.longitude)
    PlacePageFactory(title="Près", latitude=caen.latitude + 0.01, longitude=caen.longitude)
    PlacePageFactory(title="Hors du rayon", commune=CommuneFactory(rouen=True))

    assert titles(client, commune="14118", rayon="20") == ["Près", "Loin"]
    text = text_of(client, commune="14118", rayon="20")
    assert "2 lieux à moins de 20 km de Caen" in text
    assert "à 1,1 km" in text
    assert "à 11 km" in text


def test_a_radius_is_a_circle_not_a_square(client: Client) -> None:
    caen = CommuneFactory()
    corner = {"latitude": caen.latitude + 0.16, "longitude": caen.longitude + 0.25}
    PlacePageFactory(title="À 25 km, au coin du carré de 20", **corner)
    PlacePageFactory(title="Dedans", latitude=corner["latitude"], longitude=caen.longitude)

    assert titles(client, commune="14118", rayon="20") == ["Dedans"]
    assert "À 25 km, au coin du carré de 20" in titles(client, commune="14118", rayon="30")


def test_the_position_of_the_visitor_serves_as_well_as_a_commune(client: Client) -> None:
    PlacePageFactory(title="Caen")
    PlacePageFactory(title="Rouen", commune=CommuneFactory(rouen=True))

    assert titles(client, lat="49.44", lon="1.09", rayon="5") == ["Rouen"]
    assert "à moins de 5 km de votre position" in text_of(
        client, lat="49.44", lon="1.09", rayon="5"
    )


def test_a_commune_alone_holds_what_is_around_it_out(client: Client) -> None:
    ifs = CommuneFactory(
        insee_code="14341", name="Ifs", postcodes="14123", latitude=49.14, longitude=-0.36
    )
    here = {"latitude": 49.186, "longitude": -0.369}
    PlacePageFactory(title="Sans point", latitude=None, longitude=None)
    PlacePageFactory(title="À Caen", **here)
    PlacePageFactory(title="À deux pas, à Ifs", commune=ifs, **here)

    assert titles(client, commune="14118", rayon="0") == ["À Caen", "Sans point"]
    text = text_of(client, commune="14118", rayon="0")
    assert "2 lieux à Caen" in text
    assert "cette commune seulement" in text
    # Around a point, or a commune that nobody knows, it says nothing.
    for around in ({"lat": "49.186", "lon": "-0.369"}, {"commune": "Atlantis"}):
        assert "Le rayon va de 5 à 50 km" in text_of(client, rayon="0", **around)


def test_a_postcode_shared_by_communes_offers_the_others(client: Client) -> None:
    text = text_of(client, commune="14400")

    assert "Nous avons cherché autour de Bayeux" in text
    assert "Le Manoir" in text


def test_an_unknown_commune_is_told_and_loses_nothing_that_was_typed(client: Client) -> None:
    PlacePageFactory(title="Caen")
    response = client.get("/annuaire/", {"commune": "Atlantis", "q": "espace"})

    assert "Nous ne connaissons pas de commune « Atlantis »" in response.content.decode()
    assert 'value="Atlantis"' in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()


def test_filters_say_how_many_places_each_choice_gives(client: Client) -> None:
    PlacePageFactory.create_batch(2, terms=[EPN])
    PlacePageFactory(terms=[TIERS_LIEU])
    PlacePageFactory(terms=[EPN, TIERS_LIEU], commune=CommuneFactory(rouen=True))

    page = client.get("/annuaire/", {"type": "epn", "departement": "14"})

    # Where one value is enough, a count tells what choosing another one would give.
    assert reading.choice_counts(page, "type") == {"epn": "2", "tiers-lieu": "1"}
    assert reading.choice_counts(page, "departement") == {"14": "2", "76": "1"}
    assert reading.choice_counts(page, "epci") == {"200065597": "2"}


def test_two_kinds_widen_and_two_equipments_narrow(client: Client) -> None:
    wifi, scanner = (Vocabulary.EQUIPMENT, "wifi"), (Vocabulary.EQUIPMENT, "scanner")
    PlacePageFactory(title="A", terms=[EPN, wifi, scanner])
    PlacePageFactory(title="B", terms=[TIERS_LIEU, wifi])

    assert titles(client, type=["epn", "tiers-lieu"]) == ["A", "B"]
    assert titles(client, equipement=["wifi", "scanner"]) == ["A"]


def test_only_a_valid_label_shows_and_filters(client: Client) -> None:
    valid = LabelGrantFactory(place__title="Valide").label
    LabelGrantFactory(
        place__title="Expiré", expires_on=date(2020, 1, 1), granted_on=date(2019, 1, 1)
    )
    LabelGrantFactory(place__title="Retiré", state="retire")

    assert titles(client, label=valid.slug) == ["Valide"]
    assert text_of(client).count("Tiers-Lieux Normandie") == 2  # in the filters, on one card


def test_each_filter_can_be_removed_alone(client: Client) -> None:
    PlacePageFactory(terms=[EPN])
    response = client.get("/annuaire/?q=espace&type=epn&commune=14118&rayon=10&ouvert=maintenant")

    removals = reading.links(response, ".listing__tags")

    assert removals["Retirer le filtre « espace »"] == (
        "/annuaire/?commune=14118-caen&rayon=10&type=epn&ouvert=maintenant#resultats"
    )
    around = "Retirer le filtre À moins de 10 km de Caen"
    assert removals[around] == "/annuaire/?q=espace&type=epn&ouvert=maintenant#resultats"
    assert removals["Retirer le filtre Ouvert maintenant"] == (
        "/annuaire/?q=espace&commune=14118-caen&rayon=10&type=epn#resultats"
    )


def places_open(when: str) -> PlaceQuerySet:
    """Return the places open *when*, asked on a Monday at 10."""
    return PlaceSearch({"ouvert": Opening(when, MONDAY_10H)}).places()


def test_open_now_keeps_unknown_hours_last_and_names_them() -> None:
    opened = PlacePageFactory(title="Z ouvert", hours="Mo-Fr 09:00-12:00")
    unknown = PlacePageFactory(title="A inconnu", hours='"sur rendez-vous"')
    silent = PlacePageFactory(title="B sans horaires", hours="")
    PlacePageFactory(title="C fermé", hours="Mo-Fr 14:00-18:00")

    assert list(places_open(Opening.NOW)) == [opened, unknown, silent]


def test_later_today_is_not_now() -> None:
    PlacePageFactory(title="Ouvert", hours="Mo-Fr 09:00-12:00")
    later = PlacePageFactory(title="Plus tard", hours="Mo-Fr 14:00-18:00")

    assert list(places_open(Opening.LATER)) == [later]


def test_a_chosen_day_respects_public_holidays() -> None:
    PlacePageFactory(hours="Mo-Fr 09:00-12:00; PH off")

    assert places_open("2026-12-25").count() == 0
    assert places_open("2026-12-24").count() == 1


def test_the_page_tells_how_many_hours_are_to_be_confirmed(client: Client) -> None:
    PlacePageFactory(hours="")

    assert "1 lieu a des horaires à confirmer" in text_of(client, ouvert="maintenant")


def test_order_by_name_or_by_freshness(client: Client) -> None:
    PlacePageFactory(title="B", verified_on=date(2026, 11, 1))
    PlacePageFactory(title="A", verified_on=date(2024, 8, 1))

    assert titles(client, tri="nom") == ["A", "B"]
    assert titles(client, tri="fraicheur") == ["B", "A"]


def test_a_card_says_whether_the_network_or_its_source_dates_the_sheet(client: Client) -> None:
    PlacePageFactory(verified_on=date(2026, 3, 1))
    PlacePageFactory(verified_on=date(2024, 8, 1), verified_here=False)

    text = text_of(client)

    assert "Vérifié le 1er mars 2026" in text
    assert "Données du 1er août 2024" in text


def test_accents_do_not_send_a_name_to_the_end(client: Client) -> None:
    for title in ("Zénith", "Étape", "Estuaire", "Œuvre", "Orne"):
        PlacePageFactory(title=title)

    assert titles(client) == ["Estuaire", "Étape", "Œuvre", "Orne", "Zénith"]


def test_nothing_found_proposes_the_nearest_and_what_to_give_up(client: Client) -> None:
    PlacePageFactory(title="Le plus proche", terms=[EPN])
    response = client.get("/annuaire/", {"q": "piscine", "type": "epn", "commune": "14118"})

    assert reading.card_titles(response) == []
    assert reading.card_titles(response, reading.PROPOSED) == ["Le plus proche"]
    assert list(reading.links(response, ".empty-state")) == ["Retirer « piscine » (1 lieu)"]
    assert titles(client, type="epn", commune="14118") == ["Le plus proche"]


def test_what_moves_comes_after_what_does_not_unless_an_order_is_asked(client: Client) -> None:
    """It is not where its address says, and its name begins as it may."""
    PlacePageFactory(title="Bus numérique", terms=[(Vocabulary.MOBILITY, "Itinérant")])
    PlacePageFactory(title="Médiathèque numérique", terms=[(Vocabulary.MOBILITY, "Fixe")])
    PlacePageFactory(title="Phare numérique")
    fixed_first = ["Médiathèque numérique", "Phare numérique", "Bus numérique"]

    assert titles(client) == fixed_first
    assert titles(client, q="numérique") == fixed_first
    assert titles(client, commune="14118-caen") == fixed_first
    assert titles(client, tri="nom")[0] == "Bus numérique"


def test_what_is_least_missed_is_to_be_given_up_first(client: Client) -> None:
    query = "q=imprimer&commune=14118-caen&rayon=5&besoin=imprimer&type=epn&ouvert=maintenant"
    search = PlaceSearch.read(QueryDict(query))

    labels = [given_up.label.replace("\u00a0", " ") for given_up, _ in search.looser()]

    assert labels == [
        "Chercher jusqu’à 50 km",
        "Retirer « Ouvert maintenant »",
        "Retirer « Pour imprimer ou numériser un document »",
        "Retirer « Espace public numérique : se faire aider, apprendre »",
        "Retirer « imprimer »",
        "Chercher dans toute la région",
    ]


def test_a_search_that_no_single_change_helps_still_has_a_way_out(client: Client) -> None:
    PlacePageFactory()
    response = client.get("/annuaire/", {"q": "piscine", "type": "epn"})

    (way_out,) = reading.links(response, ".empty-state").values()
    assert len(reading.cards(client.get(way_out))) == 1


def test_nothing_found_costs_no_more_than_a_list(
    client: Client, django_assert_max_num_queries
) -> None:
    PlacePageFactory(terms=[EPN])
    address = "/annuaire/?q=piscine&commune=caen&type=epn&departement=14&ouvert=maintenant"
    client.get(address)

    with django_assert_max_num_queries(MOST):
        client.get(address)


def test_pages_keep_what_is_asked(client: Client) -> None:
    PlacePageFactory.create_batch(26, terms=[EPN])
    response = client.get("/annuaire/", {"type": "epn"})

    assert len(reading.cards(response)) == 24
    next_page = reading.links(response, ".pagination")["Page suivante"]
    assert next_page == "/annuaire/?type=epn&page=2"
    assert len(titles(client, type="epn", page="2")) == 2


def test_drafts_and_private_pages_stay_out(client: Client) -> None:
    PlacePageFactory(title="Brouillon", live=False)

    assert titles(client) == []


def test_a_visitor_gets_no_cookie(client: Client) -> None:
    assert not client.get("/annuaire/").cookies


def test_the_list_costs_the_same_for_few_and_many_places(client: Client) -> None:
    address = (
        "/annuaire/?q=espace&commune=14118&rayon=50&type=epn&frais=gratuit&departement=14"
        "&label=tiers-lieux-normandie&ouvert=maintenant"
    )

    def add(number: int) -> None:
        terms = [EPN, (Vocabulary.FEE, "Gratuit")]
        for place in PlacePageFactory.create_batch(number, hours="24/7", terms=terms):
            LabelGrantFactory(place=place)
            PlacePhoto.objects.create(place=place, image=ImageFactory(), alt_text="La façade")

    def costs() -> tuple[int, int]:
        """Count the queries of the first visit, then of the next one."""
        first = first_queries(client, address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return first, len(captured)

    add(2)
    few = costs()
    add(24)
    assert len(reading.cards(client.get(address))) == 24

    assert costs() == few
    assert max(few) <= MOST


def test_a_france_services_is_called_so_and_another_place_of_help_is_not(client: Client) -> None:
    help_kind = (Vocabulary.KIND, "aide")
    PlacePageFactory(title="A", terms=[help_kind, (Vocabulary.PROGRAMME, "France services")])
    PlacePageFactory(title="B", terms=[help_kind])

    kinds = reading.texts(client.get("/annuaire/"), ".place-card__kinds")

    assert kinds == ["France services", "Autre lieu d’aide numérique"]
