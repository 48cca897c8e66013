"""What search engines and other sites read of a sheet: JSON-LD, Open Graph, description."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Formula, PlacePage, Vocabulary
from directory.structured_data import structured_data
from tests.directory.full_places import full_place
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


def head(client: Client, place: PlacePage) -> str:
    html = client.get(place.url).content.decode()
    return html[: html.index("</head>")]


def json_ld(client: Client, place: PlacePage) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', head(client, place))
    return json.loads(found[1])


def meta(html: str, name: str) -> str | None:
    found = re.search(rf'<meta\s+(?:name|property)="{name}"\s+content="([^"]*)"', html)
    return found and found[1]


def test_the_structured_data_says_what_the_sheet_says(client: Client) -> None:
    data = json_ld(client, full_place(hours="Mo-Fr 09:00-12:00; PH off"))
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "LocalBusiness"
    assert data["name"] == "Le Phare"
    assert data["url"] == data["@id"] == "http://localhost/annuaire/le-phare/"
    assert data["telephone"] == "+33231946594"
    assert data["address"]["streetAddress"] == "3 quai de la Fonderie, Bâtiment B"
    assert data["address"]["addressLocality"] == "Caen"
    assert data["geo"]["latitude"] == pytest.approx(49.18, abs=0.01)
    week = data["openingHoursSpecification"][0]
    assert (week["opens"], week["closes"], week["dayOfWeek"][0]) == ("09:00", "12:00", "Monday")
    assert data["makesOffer"][0]["price"] == "12.50"
    assert data["image"].startswith("http://testserver/")
    assert len(data["sameAs"]) == 2


def test_what_is_not_known_is_not_in_the_structured_data(client: Client) -> None:
    place = PlacePageFactory(hours="", latitude=None, longitude=None)
    Formula.objects.create(place=place, desk="fixe", period="mois", price=None)
    place.save()
    data = json_ld(client, place)
    assert not {"telephone", "geo", "openingHoursSpecification", "image", "makesOffer"} & set(data)
    assert all(data.values())


@pytest.mark.parametrize(
    ("typologies", "kind"),
    [(["BIB"], "Library"), (["ASSO", "RFS"], "GovernmentOffice"), ([], "LocalBusiness")],
)
def test_the_type_is_the_most_telling(client: Client, typologies: list[str], kind: str) -> None:
    place = PlacePageFactory(terms=[(Vocabulary.TYPOLOGY, code) for code in typologies])
    assert json_ld(client, place)["@type"] == kind


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=80), st.sampled_from(["</script>", "<!--", "]]>", "&amp;"])))
def test_no_text_closes_the_script_element(db: None, text: str) -> None:
    place = PlacePage.objects.first() or PlacePageFactory()
    place.title = place.address = place.websites = text
    data = structured_data(place, "https://exemple.fr/", text, "")
    assert not set(data) & set("<>&")
    assert json.loads(data).get("name", "") == text


def test_shared_links_show_a_title_a_sentence_and_a_photo(client: Client) -> None:
    html = head(client, full_place())
    assert meta(html, "og:title") == "Le Phare, Caen"
    assert meta(html, "og:description") == "Des bureaux face au port."
    assert meta(html, "og:url") == "http://testserver/annuaire/le-phare/"
    assert meta(html, "og:image").startswith("http://testserver/")
    assert meta(html, "og:image:width") == "1200"
    assert '<link rel="canonical" href="http://testserver/annuaire/le-phare/">' in html
    assert "<title>Le Phare, Caen – Normandie Connectée</title>" in html


def test_a_sheet_without_photo_promises_none(client: Client) -> None:
    assert meta(head(client, PlacePageFactory()), "og:image") is None


def test_the_description_is_made_of_what_is_known(client: Client) -> None:
    place = PlacePageFactory(
        title="Le Phare", terms=[(Vocabulary.SERVICE, "Loisirs et créations numériques")]
    )
    service = place.terms_of(Vocabulary.SERVICE)[0]
    sentence = meta(head(client, place), "description")
    assert sentence.startswith("Le Phare, à Caen (14000). ")
    assert str(service).capitalize()[:10] in sentence
