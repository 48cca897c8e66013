"""A point typed in a public form: the map only helps."""

import json

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.conf import settings

from directory.forms.point import Point, PointField


class PointForm(forms.Form):
    point = PointField(required=False)


def typed(latitude: str, longitude: str) -> PointForm:
    return PointForm({"point_latitude": latitude, "point_longitude": longitude})


def test_two_numbers_make_a_point_however_they_are_written() -> None:
    form = typed(" 49,18209 ", "-0.37132")

    assert form.is_valid()
    assert form.cleaned_data["point"] == Point(49.18209, -0.37132)
    assert typed("", "").is_valid()


@pytest.mark.parametrize(
    ("latitude", "longitude", "advice"),
    [
        ("49.18", "", "Il manque la longitude"),
        ("", "-0.37", "Il manque la latitude"),
        ("nord", "-0.37", "La latitude est un nombre de degrés"),
        ("-0.37132", "49.18209", "inversées"),
        ("48.8566", "2.3522", "hors de la région Normandie"),
        ("6903000", "454000", "ne sont pas des degrés"),
        ("nan", "inf", "est un nombre de degrés"),
    ],
)
def test_a_wrong_point_is_refused_with_what_is_wrong_and_kept(
    latitude: str, longitude: str, advice: str
) -> None:
    form = typed(latitude, longitude)

    assert advice in " ".join(form.errors["point"])
    inputs = BeautifulSoup(str(form["point"]), "html.parser").find_all("input")
    assert [field.get("value", "") for field in inputs] == [latitude, longitude]


def test_a_form_sent_back_untouched_changes_nothing() -> None:
    here = Point(49.18209, -6.1e-05)  # the meridian of Greenwich crosses the region
    page = BeautifulSoup(str(PointForm(initial={"point": here})["point"]), "html.parser")
    sent = {field["name"]: field["value"] for field in page.find_all("input")}

    form = PointForm(sent, initial={"point": here})

    assert form.is_valid()
    assert form.cleaned_data["point"] == here
    assert not form.has_changed()


def test_each_number_has_its_label_and_the_map_knows_both() -> None:
    page = BeautifulSoup(str(PointForm()["point"]), "html.parser")
    labelled = {label.get_text(): label["for"] for label in page.find_all("label")}
    drawing = page.find("point-map")

    assert labelled == {
        "Latitude": drawing["data-latitude"],
        "Longitude": drawing["data-longitude"],
    }
    assert all(page.find("input", id=target) for target in labelled.values())
    assert json.loads(drawing["data-options"])["centre"] == list(settings.REGION.centre)
