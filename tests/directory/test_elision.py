"""Names of communes after « de » and « à », as they are said."""

import pytest
from django.test import Client

from core.text.elision import at, of
from directory.models import Commune


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Caen", "de Caen"),
        ("Évreux", "d’Évreux"),
        ("Yvetot", "d’Yvetot"),
        ("Honfleur", "de Honfleur"),
        ("Le Havre", "du Havre"),
        ("Les Andelys", "des Andelys"),
        ("La Haye", "de La Haye"),
        ("Lessay", "de Lessay"),
        ("votre position", "de votre position"),
        ("", "de "),
    ],
)
def test_a_name_after_de_is_written_as_it_is_said(name: str, said: str) -> None:
    assert of(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Caen", "à Caen"),
        ("Évreux", "à Évreux"),
        ("Le Havre", "au Havre"),
        ("Les Andelys", "aux Andelys"),
        ("La Haye", "à La Haye"),
    ],
)
def test_a_name_after_a_is_written_as_it_is_said(name: str, said: str) -> None:
    assert at(name) == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "said"), [("Évreux", "20 km d’Évreux"), ("Le Havre", "20 km du Havre")]
)
def test_a_list_says_around_which_commune(client: Client, name: str, said: str) -> None:
    commune = Commune.objects.get(name=name)

    html = client.get("/annuaire/", {"commune": commune.insee_code}).content.decode()

    assert said in html.replace("\xa0", " ")
