"""« /annuaire/<lieu>/facile-a-lire/ »: what is needed to come, in short sentences."""

import re

import pytest
from django.test import Client

from directory.models import Commune, Vocabulary
from tests.directory.full_places import full_place
from tests.directory.rounds import bus, stop
from tests.factories import PlacePageFactory
from tests.reading import links, main_text, parsed, words

pytestmark = pytest.mark.django_db


def easy(client: Client, url: str) -> str:
    return main_text(client.get(f"{url}facile-a-lire/"))


def test_a_sheet_in_short_sentences_says_how_to_come(client: Client) -> None:
    place = full_place(photos=0, hours="Mo-Fr 09:00-12:00,14:00-17:30")
    assert links(client.get(place.url))["Cette fiche en version facile à lire"] == (
        f"{place.url}facile-a-lire/"
    )
    page = client.get(f"{place.url}facile-a-lire/")
    text = main_text(page)

    assert "de 9 h à 12 h et de 14 h à 17 h 30" in text
    assert "02 31 94 65 94" in text
    assert place.address in text
    assert "Passez par un service relais" in links(page)
    assert links(page)["Voir toutes les informations sur ce lieu"] == place.url
    # A dash, and what stands between brackets, are not read by everyone.
    assert not re.search(r"\d h – \d", text)
    sentences = [words(tag) for tag in parsed(page).select(".prose p")]
    assert max(len(sentence.split()) for sentence in sentences) <= 16


def test_what_is_not_known_is_to_be_asked(client: Client) -> None:
    place = PlacePageFactory(terms=[], phone="", emails="", hours="")
    text = easy(client, place.url)

    assert "Nous ne sommes pas sûrs des horaires." in text
    assert "Nous ne connaissons pas son téléphone." in text
    assert "Demandez au lieu s’il faut payer." in text
    assert "Nous ne le savons pas. Demandez au lieu." in text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Gratuit", "C’est gratuit."),
        ("Gratuit sous condition", "C’est gratuit pour certaines personnes."),
        ("Payant", "Il faut payer."),
    ],
)
def test_the_price_is_said(client: Client, code: str, said: str) -> None:
    assert said in easy(client, PlacePageFactory(terms=[(Vocabulary.FEE, code)]).url)


def test_what_moves_is_not_looked_for_at_its_office(client: Client) -> None:
    place = bus(stop(Commune.objects.get(insee_code="50502")), address="12 rue du Bureau")
    text = easy(client, place.url)

    assert "Ce lieu se déplace." in text
    assert "9 h à 12 h, Saint-Lô" in text
    assert "rue du Bureau" not in text
