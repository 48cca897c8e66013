"""The sentence asked for while the hours are being typed."""

import json

import pytest
from django.test import RequestFactory

from directory.views.hours_preview import hours_preview

from .moments import plain


def answer(data: dict[str, str], method: str = "post") -> dict[str, str]:
    request = getattr(RequestFactory(), method)("/", data)
    response = hours_preview(request)
    assert response.status_code == 200
    return {name: plain(text) for name, text in json.loads(response.content).items()}


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_table_being_typed_is_said(method: str) -> None:
    found = answer(
        {
            "hours-table": "1",
            "hours-usual-0-0-from": "09:00",
            "hours-usual-0-0-to": "12:00",
            "hours-public_holidays": "on",
        },
        method,
    )
    assert found["osm"] == "Mo 09:00-12:00; PH off"
    assert found["sentence"] == "Le lundi de 9 h à 12 h. Fermé les jours fériés."
    assert found["error"] == ""


def test_the_field_may_have_another_name() -> None:
    found = answer({"champ": "horaires", "horaires-table": "1", "horaires-use_osm": "on",
                    "horaires-osm": "24/7"})  # fmt: skip
    assert found["osm"] == "24/7"


def test_mistakes_are_told() -> None:
    found = answer({"hours-table": "1", "hours-usual-0-0-from": "09:00"})
    assert found == {
        "osm": "",
        "sentence": "",
        "error": "Lundi matin : indiquez l’heure de fermeture.",
    }


def test_nothing_sent_is_hours_to_confirm() -> None:
    assert answer({})["sentence"] == "Horaires à confirmer."


def test_nothing_else_than_reading() -> None:
    assert hours_preview(RequestFactory().delete("/")).status_code == 405
