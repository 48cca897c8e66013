"""What a card says of a place: its phone, its kind, what tells it apart, its week on paper."""

import pytest
from django.test import Client

from directory.models import Formula, Vocabulary
from tests.factories import PlacePageFactory
from tests.reading import cards, links, parsed, texts

pytestmark = pytest.mark.django_db

LIST = "/annuaire/"
HELP, EPN = (Vocabulary.KIND, "aide"), (Vocabulary.KIND, "epn")
FRANCE_SERVICES = (Vocabulary.PROGRAMME, "France Services")
PROCEDURES = (Vocabulary.SERVICE, "Aide aux démarches administratives")
LEISURE = (Vocabulary.SERVICE, "Loisirs et créations numériques")


def test_the_phone_is_called_from_the_card(client: Client) -> None:
    PlacePageFactory(title="Le Phare", phone="+33231946594")
    PlacePageFactory(title="Muet", phone="")

    called = {"Appeler Le Phare au 02 31 94 65 94": "tel:+33231946594"}
    assert links(client.get(LIST), ".place-card__phone") == called


def test_a_france_services_is_called_by_its_name_everywhere(client: Client) -> None:
    place = PlacePageFactory(title="Maison", terms=[HELP, FRANCE_SERVICES])
    PlacePageFactory(title="Mairie", terms=[HELP])
    PlacePageFactory(title="EPN", terms=[EPN, FRANCE_SERVICES])

    kinds = texts(client.get(LIST), ".place-card__kinds")
    assert kinds == [
        "Espace public numérique (EPN)",
        "Autre lieu d’aide numérique",
        "France services",
    ]
    assert texts(client.get(place.url), ".sheet__kinds") == ["France services"]
    features = client.get("/annuaire/carte/lieux.json").json()["features"]
    named = {each["properties"]["name"]: each["properties"].get("named") for each in features}
    assert named == {"Maison": ["France services"], "Mairie": None, "EPN": None}


def test_what_nearly_all_the_cards_say_is_left_out(client: Client) -> None:
    for number in range(5):
        PlacePageFactory(title=f"Lieu {number}", terms=[PROCEDURES])
    PlacePageFactory(title="Autre", terms=[PROCEDURES, LEISURE])

    (said,) = texts(client.get(LIST), ".place-card__services")
    assert "Créer" in said
    assert "démarche" not in said


def test_few_cards_say_all_that_they_have_to_say(client: Client) -> None:
    for number in range(3):
        PlacePageFactory(title=f"Lieu {number}", terms=[PROCEDURES])

    assert len(texts(client.get(LIST), ".place-card__services")) == 3


def test_paper_has_the_week_and_says_what_is_left_out(client: Client) -> None:
    for _ in range(25):
        PlacePageFactory(hours="Mo 09:00-12:00")
    page = client.get(LIST)

    weeks = texts(page, ".place-card__week.paper-only")
    assert weeks == ["Le lundi de 9 h à 12 h."] * 24
    notes = texts(page, ".paper-only")
    assert "Cette feuille ne montre que 24 lieux sur 25." in " ".join(notes)


def test_the_map_tells_the_phone_and_the_price_of_places_that_have_them(client: Client) -> None:
    place = PlacePageFactory(phone="+33231946594")
    Formula.objects.create(place=place, desk="nomade", period="jour", price=12)
    place.refresh_from_db()
    place.save()
    PlacePageFactory(phone="")

    told, bare = (
        feature["properties"]
        for feature in client.get("/annuaire/carte/lieux.json").json()["features"]
    )
    assert (told["phone"], told["price"]) == (
        "02\u00a031\u00a094\u00a065\u00a094",
        "dès 12\u00a0€ la journée",
    )
    assert not {"phone", "price", "named"} & bare.keys()


def test_the_map_has_a_card_for_its_script_with_all_that_it_fills(client: Client) -> None:
    template = client.get("/annuaire/carte/").content.decode().split("<template")[1]

    for part in ("phone", "price", "state", "address", "kinds"):
        assert f"place-card__{part}" in template, part
    assert cards(client.get("/annuaire/carte/")) == []
    assert parsed(template.split("</template>")[0].split(">", 1)[1]).select_one("[href='tel:']")
