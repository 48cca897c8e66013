"""Three places and why: the nearest first, what is sure before what is likely."""

from datetime import date, datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import Commune, PlacePage, Vocabulary
from tests.directory.guide.visits import ADDRESS, heading_of, html_of, text_of, titles
from tests.directory.rounds import MOVES, bus, stop
from tests.factories import CommuneFactory, PlacePageFactory
from tests.reading import links, results_heading, texts

pytestmark = pytest.mark.django_db

PRINTER = (Vocabulary.EQUIPMENT, "imprimante")
FRANCE_SERVICES = (Vocabulary.PROGRAMME, "France Services")
ASKED = {"besoin": "imprimer", "commune": "14118-caen", "quand": "peu-importe"}
MONDAY_10H = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
CAEN = (49.18585, -0.36912)
MOST = 15  # queries


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY_10H)


def printing(title: str, km: float = 0, **fields: object) -> PlacePage:
    """Return a place with a printer, so far north of Caen."""
    fields = {"terms": [PRINTER], "latitude": CAEN[0] + km / 111.195} | fields
    return PlacePageFactory(title=title, **fields)


@pytest.mark.usefixtures("monday")
def test_each_answer_tells_the_age_of_what_is_known_of_it(client: Client) -> None:
    printing("Frais", verified_on=date(2026, 3, 3))
    printing("Vieux", 1, verified_on=date(2024, 8, 1), verified_here=False)
    page = client.get(ADDRESS, ASKED)

    assert texts(page, ".answer-card__dated") == ["Vérifié le 3 mars 2026."]
    assert texts(page, ".answer-card__old") == [
        "Données du 1er août 2024 : vérifiez auprès du lieu avant de vous déplacer."
    ]
    assert "Horaires lus" not in text_of(client, **ASKED)


def test_the_three_nearest_that_answer_come_with_the_reasons_why(client: Client) -> None:
    for name, km in [("Quatre", 4), ("Un", 1), ("Trois", 3), ("Deux", 2)]:
        printing(name, km)
    PlacePageFactory(title="Sans imprimante")

    assert titles(client, **ASKED) == ["Un", "Deux", "Trois"]
    text = text_of(client, **ASKED)
    assert heading_of(client, **ASKED) == (
        "Trois lieux pour imprimer ou numériser un document près de Caen"
    )
    assert "Vous pouvez y imprimer." in text
    assert "Apportez votre document sur une clé USB" in text


def test_a_place_elsewhere_tells_how_far_it_is(client: Client) -> None:
    printing("Voisin", 4, commune=CommuneFactory(saint_lo=True), longitude=CAEN[1])

    assert "À Saint-Lô, à 4,1 km de Caen" in text_of(client, **ASKED)


def test_twins_at_one_address_take_one_answer_and_are_both_named(client: Client) -> None:
    mortain = CommuneFactory(insee_code="50359", name="Mortain-Bocage")
    here = {"commune": mortain, "longitude": CAEN[1]}
    printing("Un", 1, address="24 Rue du Rocher Mortain", **here)
    printing("Un bis", 1.05, address="24 rue du rocher", phone="+33231000000", **here)
    printing("Loin", 2, address="24 rue du Rocher", **here)  # another street of that name
    for number, title in enumerate(("Le bourg", "Le bourg aussi"), start=3):
        printing(title, number, address="Le Bourg", **here)

    assert titles(client, **ASKED) == ["Un", "Loin", "Le bourg"]
    told = text_of(client, **ASKED)
    assert "À la même adresse : Un bis , 02 31 00 00 00" in told, told
    assert titles(client, **ASKED, suite=2) == ["Le bourg aussi"]
    assert "suite=3" not in html_of(client, **ASKED, suite=2)


def test_a_place_that_moves_is_told_by_its_stops_and_comes_after_its_office(
    client: Client, monday: None
) -> None:
    saint_lo = CommuneFactory(saint_lo=True)
    printing("Fixe", 9, hours="")
    for slug, stops in (("bus", [stop(CommuneFactory())]), ("loin", [stop(saint_lo)]), ("nul", [])):
        bus(*stops, slug=slug, title=slug, terms=(MOVES, PRINTER))

    assert titles(client, **ASKED) == ["Fixe", "bus", "nul"]
    text = text_of(client, **ASKED)
    assert "Ce lieu se déplace : passe à Caen le mardi, 9 h – 12 h" in text
    assert "Ce lieu se déplace : appelez pour savoir où il passe." in text
    assert titles(client, **ASKED | {"quand": "2026-11-24"}) == ["bus", "Fixe", "nul"]


def test_the_next_three_follow_until_there_are_no_more(client: Client) -> None:
    for number in range(1, 5):
        printing(f"Lieu {number}", number)

    assert (
        f"{ADDRESS}?besoin=imprimer&amp;commune=14118-caen&amp;quand=peu-importe&amp;suite=2"
        in (html_of(client, **ASKED))
    )
    assert titles(client, **ASKED, suite="2") == ["Lieu 4"]
    assert heading_of(client, **ASKED, suite="2").startswith("Un autre lieu pour imprimer")
    assert "Voir les suivants" not in text_of(client, **ASKED, suite="2")
    assert heading_of(client, **ASKED, suite="3") == "Il n’y a pas d’autre lieu"


def test_what_is_only_likely_counts_as_ten_kilometres_further(client: Client) -> None:
    printing("Peut-être, tout près", 1, terms=[FRANCE_SERVICES])
    printing("Sûr, à 9 km", 9)
    printing("Sûr, à 15 km", 15)

    assert titles(client, **ASKED) == ["Sûr, à 9 km", "Peut-être, tout près", "Sûr, à 15 km"]
    assert "demandez si vous pouvez y imprimer" in text_of(client, **ASKED)


def test_hours_to_confirm_are_kept_and_said(client: Client, monday: None) -> None:
    printing("Horaires inconnus", 1, hours="")
    printing("Fermé demain", 1, hours="Mo 09:00-12:00")
    printing("Ouvert demain", 2, hours="Tu 09:00-12:00,14:00-17:30")
    asked = ASKED | {"quand": "demain"}

    assert titles(client, **asked) == ["Ouvert demain", "Horaires inconnus"]
    text = text_of(client, **asked)
    assert "Ouvert demain, mardi 24 novembre, de 9 h à 12 h et de 14 h à 17 h 30" in text
    assert "Horaires à confirmer : renseignez-vous" in text


@pytest.mark.parametrize(
    ("moment", "hours", "said"),
    [
        ("maintenant", "Mo 09:00-12:00", "Ouvert jusqu’à 12 h"),
        ("aujourd-hui", "Mo 14:00-17:00", "Ouvert aujourd’hui de 14 h à 17 h"),
        ("soir-ou-samedi", "Th 14:00-19:30", "Ouvert jeudi 26 novembre de 14 h à 19 h 30"),
        ("soir-ou-samedi", "Sa 10:00-12:00", "Ouvert samedi 28 novembre de 10 h à 12 h"),
    ],
)
def test_each_moment_finds_who_is_open_then(
    client: Client, monday: None, moment: str, hours: str, said: str
) -> None:
    printing("Ouvert", 1, hours=hours)
    printing("Non", 1, hours="Mo-Fr 08:00-09:00")

    assert titles(client, **ASKED | {"quand": moment}) == ["Ouvert"]
    assert said in text_of(client, **ASKED | {"quand": moment})


def test_the_moment_is_given_up_before_the_need(client: Client, monday: None) -> None:
    printing("Fermé maintenant", 1, hours="Tu 09:00-12:00")
    asked = ASKED | {"quand": "maintenant"}

    assert titles(client, **asked) == ["Fermé maintenant"]
    text = text_of(client, **asked)
    assert "aucun lieu ouvert maintenant à moins de 30 km de Caen" in text
    assert "Ouvre demain à 9 h" in text


def test_a_commune_is_named_as_people_do_when_all_is_shut(client: Client, monday: None) -> None:
    alencon = Commune.objects.get(name="Alençon")
    near = {"latitude": alencon.latitude, "longitude": alencon.longitude, "commune": alencon}
    printing("Fermé maintenant", 0, hours="Tu 09:00-12:00", **near)

    text = text_of(client, **ASKED | {"quand": "maintenant", "commune": "alencon"})
    assert "à moins de 30 km d’Alençon" in text


def test_when_no_place_says_it_the_nearest_phones_are_given(client: Client) -> None:
    PlacePageFactory(title="Sans téléphone")
    PlacePageFactory(title="Joignable", phone="+33231000000", latitude=CAEN[0] + 0.1)
    printing("Le seul", 0, commune=CommuneFactory(rouen=True), latitude=49.44136)

    assert titles(client, **ASKED) == ["Joignable"]
    text = text_of(client, **ASKED)
    assert "Aucun lieu à moins de 30 km de Caen n’indique qu’il répond à ce besoin" in text
    assert "Appeler 02 31 00 00 00" in text
    assert "Téléphonez pour demander si ce lieu peut vous aider" in text
    assert "Plus loin, ce lieu répond à votre besoin : Le seul, Rouen" in text


def test_an_empty_directory_says_so(client: Client) -> None:
    assert heading_of(client, **ASKED) == "Aucun lieu à vous proposer"
    assert "pas encore de lieu à vous proposer" in text_of(client, **ASKED)


def test_who_receives_nobody_is_not_proposed(client: Client) -> None:
    nobody = (Vocabulary.ACCESS, "Ce lieu n'accueille pas de public")
    printing("Personne", 1, terms=[PRINTER, nobody], phone="+33231000000")
    printing("Accueille", 2)

    assert titles(client, **ASKED) == ["Accueille"]
    assert titles(client, **ASKED | {"besoin": "materiel"}) == []


def test_without_a_place_all_the_region_answers(client: Client) -> None:
    printing("Rouen", commune=CommuneFactory(rouen=True))
    printing("Adresse inconnue", latitude=None, longitude=None)
    asked = ASKED | {"commune": "peu-importe"}

    assert titles(client, **asked) == ["Adresse inconnue", "Rouen"]
    assert "Peu importe" in text_of(client, **asked)


def test_the_position_of_the_visitor_serves_as_well_as_a_commune(client: Client) -> None:
    printing("Ici", 1)
    asked = {"besoin": "imprimer", "lat": "49.18585", "lon": "-0.36912", "quand": "peu-importe"}

    assert titles(client, **asked) == ["Ici"]
    assert "à 1 km de votre position" in text_of(client, **asked)


def test_price_access_and_way_are_said_when_known(client: Client) -> None:
    printing(
        "Complet",
        1,
        getting_there="Tramway A, arrêt Fonderie.",
        terms=[
            PRINTER,
            (Vocabulary.FEE, "Gratuit"),
            (Vocabulary.ACCESS, "Téléphoner"),
        ],
    )

    text = text_of(client, **ASKED)
    for said in ("Gratuit", "Téléphonez avant de venir.", "Tramway A, arrêt Fonderie."):
        assert said in text


def test_the_list_shows_the_same_places(client: Client, monday: None) -> None:
    for number in range(1, 6):
        printing(f"Ouvert {number}", number, hours="Tu 09:00-12:00")
    printing("Fermé", 1, hours="Mo 09:00-12:00")
    PlacePageFactory(title="Autre", hours="Tu 09:00-12:00")
    response = client.get(ADDRESS, ASKED | {"quand": "demain"})

    listed = client.get(links(response)["Voir les 5 lieux dans l’annuaire"])

    assert results_heading(listed).startswith("5 lieux")
    assert "Retirer le filtre Pour imprimer ou numériser un document" in links(listed)


def test_the_mail_carries_the_places_and_the_address(client: Client) -> None:
    printing("Le Phare & co", 1, phone="+33231946594")
    url = links(client.get(ADDRESS, ASKED))["Envoyer par courriel"]

    assert url.startswith("mailto:?subject=Un%20lieu%20pour%20imprimer")
    body = unquote(url).replace("\xa0", " ")
    assert "Le Phare & co\r\n1 rue de la Mer, 14000 Caen\r\nTéléphone : 02 31 94 65 94" in body
    assert f"http://testserver{ADDRESS}?besoin=imprimer&commune=14118-caen" in body


def test_drafts_and_private_places_stay_out(client: Client) -> None:
    printing("Brouillon", 1).unpublish()
    printing("Privé", 1, phone="+33231000000").view_restrictions.create(restriction_type="login")

    assert titles(client, **ASKED) == []


def queries(client: Client, **params: str) -> int:
    cache.clear()
    client.get(ADDRESS)  # what is read once for the whole site
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS, params)
    return len(captured)


@pytest.mark.parametrize(
    "params",
    [ASKED | {"quand": "soir-ou-samedi"}, ASKED | {"besoin": "materiel", "quand": "demain"}],
    ids=["found", "to phone"],
)
def test_answers_cost_the_same_for_few_and_many_places(
    client: Client, params: dict[str, str]
) -> None:
    for number in range(4):
        printing(f"Lieu {number}", number, phone="+33231000000")
    few = queries(client, **params)
    for number in range(4):
        printing(f"Autre {number}", number, phone="+33231000000", hours=f"Sa {number + 8}:00-23:00")

    assert queries(client, **params) == few <= MOST
