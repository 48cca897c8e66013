"""Blocks that say what the site knows, and whom to reach."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from directory.models import Vocabulary
from normandie.editorial.blocks import BodyBlock
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import DirectoryPageFactory, LabelGrantFactory, PlacePageFactory

pytestmark = pytest.mark.django_db
SERVICE = {"name": "Service du réseau", "purpose": "Demander le label."}


def shown(client: Client, kind: str, value: Any) -> str:
    page = StandardPageFactory(body=[block(kind, value)])
    html = client.get(page.url).content.decode()
    return html.split('class="reading__body"')[1].split("<footer")[0].replace("\u00a0", " ")


def places(**value: Any) -> dict[str, Any]:
    return {"title": "Des lieux", "text": "", "filters": "", "number": 2, "places": []} | value


def test_a_service_is_reached_in_one_way_at_least(client: Client) -> None:
    services = BodyBlock().child_blocks["services"]
    for ways in ({}, {"hours": "le lundi"}):
        value = services.to_python({"title": "", "services": [SERVICE | ways]})
        with pytest.raises(ValidationError):
            services.clean(value)

    way = {"phone": "02 61 91 00 00", "reply": "par courriel"}
    value = services.clean(services.to_python({"title": "", "services": [SERVICE | way]}))
    html = shown(client, "services", services.get_prep_value(value))

    assert 'href="tel:+33261910000"' in html
    assert "Réponse : par courriel" in html
    assert "mailto:" not in html


def test_the_plaque_that_is_not_the_true_one_says_so(client: Client) -> None:
    reading = {"title": "L’année", "text": "Celle du label."}
    value = {"title": "La plaque", "label": "Lieu labellisé", "readings": [reading]}

    html = shown(client, "plaque", value)

    assert "Ce n’est pas le modèle officiel" in html
    assert "Lieu labellisé" in html


def test_labelled_places_alone_are_shown_and_nothing_without_any(client: Client) -> None:
    DirectoryPageFactory()
    PlacePageFactory(title="Sans label")
    assert "Des lieux" not in shown(client, "places", places(labelled=True))

    grant = LabelGrantFactory(place__title="Avec label")
    html = shown(client, "places", places(labelled=True))

    assert "Avec label" in html
    assert "Sans label" not in html
    assert f"label={grant.label.slug}" in html  # and the list of all of them
    assert f'name="label" value="{grant.label.slug}"' in html  # near a commune too


def test_the_fullest_sheets_come_first_rather_than_the_alphabet(client: Client) -> None:
    DirectoryPageFactory()
    PlacePageFactory(title="A vide", hours="", phone="", summary="")
    full = {"phone": "+33261910000", "emails": "a@exemple.fr", "summary": "Un lieu ouvert."}
    PlacePageFactory(title="Z complet", **full)
    PlacePageFactory(title="B qui se déplace", terms=[(Vocabulary.MOBILITY, "Itinérant")], **full)

    html = shown(client, "places", places(number=3))

    assert html.index("Z complet") < html.index("A vide") < html.index("B qui se déplace")


def test_the_figures_of_the_day_count_places_that_exist(client: Client) -> None:
    DirectoryPageFactory()
    assert "Chiffres" not in shown(client, "network_figures", {"title": "Chiffres"})

    PlacePageFactory(terms=[(Vocabulary.KIND, "epn")])
    PlacePageFactory(terms=[(Vocabulary.KIND, "epn")], is_example=True)
    html = shown(client, "network_figures", {"title": "Chiffres"})

    assert '<p class="key-figures__value">1</p>' in html
    assert "espace public numérique (EPN)" in html
