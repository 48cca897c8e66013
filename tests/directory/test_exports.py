"""The places that fit an address, as files: national standard and GeoJSON, under open licence."""

import csv
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from directory.models import LabelGrant, PlacePage, Vocabulary
from directory.standard.fields import COLUMN_NAMES
from tests.factories import CommuneFactory, LabelFactory, PlacePageFactory

pytestmark = pytest.mark.django_db

EXTENSIONS = ["csv", "json", "geojson"]


def content(response: HttpResponse) -> str:
    return b"".join(response.streaming_content).decode()


def get(client: Client, extension: str, **params: Any) -> HttpResponse:
    return client.get(f"/annuaire/lieux.{extension}", params)


def names(client: Client, extension: str, **params: Any) -> set[str]:
    text = content(get(client, extension, **params))
    if extension == "csv":
        return {row["nom"] for row in csv.DictReader(StringIO(text, newline=""))}
    if extension == "json":
        return {place["nom"] for place in json.loads(text)}
    return {feature["properties"]["name"] for feature in json.loads(text)["features"]}


def make_places() -> None:
    PlacePageFactory(
        title="Le Phare", terms=[(Vocabulary.KIND, "tiers-lieu"), (Vocabulary.FEE, "Gratuit")]
    )
    PlacePageFactory(title="La Passerelle", commune=CommuneFactory(rouen=True))
    PlacePageFactory(title="Le Brouillon", live=False)


@pytest.fixture(autouse=True, scope="module")
def places(made_once: Callable) -> None:
    made_once(make_places)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_published_places_that_fit_the_address_are_in_the_file(
    client: Client, extension: str
) -> None:
    assert names(client, extension) == {"Le Phare", "La Passerelle"}
    assert names(client, extension, commune="14118", rayon="20") == {"Le Phare"}
    assert names(client, extension, type="tiers-lieu") == {"Le Phare"}
    assert names(client, extension, q="passerelle", page="7") == {"La Passerelle"}
    assert names(client, extension, q="introuvable") == set()


def test_the_csv_has_the_columns_of_the_standard_in_their_order(client: Client) -> None:
    rows = list(csv.reader(StringIO(content(get(client, "csv")), newline="")))
    assert tuple(rows[0]) == COLUMN_NAMES
    assert {len(row) for row in rows} == {32}


def test_the_json_leaves_out_what_is_unknown(client: Client) -> None:
    PlacePageFactory(title="Le Dôme", phone="", public_id="nc-dome")
    (place,) = json.loads(content(get(client, "json", q="dôme")))
    assert place["id"] == "nc-dome"
    assert isinstance(place["latitude"], float)
    assert "telephone" not in place
    assert list(place) == [name for name in COLUMN_NAMES if name in place]


def test_a_feature_says_what_a_map_shows(client: Client) -> None:
    place = PlacePageFactory(
        title="Le <Dôme>",
        phone="+33231946594",
        public_id="nc-dome",
        terms=[(Vocabulary.SERVICE, "Loisirs et créations numériques")],
    )
    LabelGrant.objects.create(place=place, label=LabelFactory(), granted_on=date(2025, 1, 1))
    LabelGrant.objects.create(
        place=place,
        label=LabelFactory(slug="exemple", name="Exemple", is_example=True),
        granted_on=date(2025, 1, 1),
    )
    data = json.loads(content(get(client, "geojson", q="dôme")))
    (feature,) = data["features"]
    assert data["type"] == "FeatureCollection"
    assert data["license"].startswith("https://")
    assert data["date"] == timezone.localdate().isoformat()
    assert feature["id"] == "nc-dome"
    assert feature["geometry"] == {
        "type": "Point",
        "coordinates": [place.longitude, place.latitude],
    }
    properties = feature["properties"]
    assert properties["url"] == f"http://localhost/annuaire/{place.slug}/"
    assert properties["name"] == "Le <Dôme>"
    assert properties["services"] == ["Loisirs et créations numériques"]
    assert properties["labels"] == ["Tiers-Lieux Normandie"]


def test_a_place_with_no_point_has_no_geometry(client: Client) -> None:
    PlacePageFactory(title="Le Dôme", latitude=None, longitude=None)
    (feature,) = json.loads(content(get(client, "geojson", q="dôme")))["features"]
    assert feature["geometry"] is None


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
    ],
)
def test_the_headers_say_what_the_file_is_and_whose(
    client: Client, extension: str, content_type: str
) -> None:
    PlacePage.objects.update(last_published_at=timezone.now())
    response = get(client, extension)
    today = timezone.localdate().isoformat()
    assert response.streaming
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == (
        f'attachment; filename="{today}_lieux-de-mediation-numerique_normandie.{extension}"'
    )
    assert 'rel="license"' in response["Link"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Last-Modified"].endswith("GMT")
    assert not response.cookies


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_head_gives_the_headers_without_reading_the_places(client: Client, extension: str) -> None:
    response = client.head(f"/annuaire/lieux.{extension}")
    assert response.status_code == 200
    assert response["ETag"] == get(client, extension)["ETag"]
    assert content(response) == ""


def etag(client: Client, extension: str = "csv", **params: Any) -> str:
    return get(client, extension, **params)["ETag"]


def test_a_copy_that_still_holds_is_not_sent_again(client: Client) -> None:
    known = etag(client, type="tiers-lieu")
    again = client.get(
        "/annuaire/lieux.csv?type=tiers-lieu&tri=nom&page=2", headers={"if-none-match": known}
    )
    assert again.status_code == 304
    assert again["ETag"] == known
    assert again["Access-Control-Allow-Origin"] == "*"
    assert not again.content


def test_each_question_and_each_format_has_its_own_copy(client: Client) -> None:
    found = {etag(client, extension) for extension in EXTENSIONS}
    found |= {etag(client, q="phare"), etag(client, commune="14118"), etag(client, rayon="5")}
    assert len(found) == 5  # a radius without a centre asks nothing more


def change_title(place: PlacePage) -> None:
    place.title = "Autre nom"
    place.save()


def grant_label(place: PlacePage) -> None:
    LabelGrant.objects.create(place=place, label=LabelFactory(), granted_on=date(2025, 1, 1))


def rename_term(place: PlacePage) -> None:
    term = place.terms.get(vocabulary=Vocabulary.KIND)
    term.label = "Lieu tiers"
    term.save()


@pytest.mark.parametrize(
    "change",
    [
        change_title,
        grant_label,
        rename_term,
        lambda place: place.unpublish(),
        lambda place: place.delete(),
        lambda place: place.save_revision().publish(),
        lambda place: PlacePageFactory(),
    ],
)
def test_any_change_of_a_sheet_makes_a_new_copy(client: Client, change: Any) -> None:
    before = etag(client)
    change(PlacePage.objects.get(title="Le Phare"))
    assert etag(client) != before


def test_a_place_that_goes_as_another_comes_makes_a_new_copy(client: Client) -> None:
    shown, hidden = PlacePage.objects.filter(live=True).order_by("title")
    restriction = PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    before = etag(client)

    PageViewRestriction.objects.create(page=shown, restriction_type="login")
    restriction.delete()

    assert etag(client) != before


def test_a_copy_lasts_as_long_as_what_it_depends_on(client: Client) -> None:
    now = timezone.make_aware(datetime(2026, 11, 23, 10, 0))

    def at(moment: datetime, **params: Any) -> str:
        with patch("django.utils.timezone.now", return_value=moment):
            return etag(client, **params)

    later = now + timedelta(minutes=1)
    assert at(now) == at(later)
    assert at(now) != at(now + timedelta(days=1))
    assert at(now, ouvert="maintenant") != at(later, ouvert="maintenant")
    assert at(now, ouvert="2026-11-25") == at(later, ouvert="2026-11-25")


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_six_places_cost_no_more_queries_than_two(client: Client, extension: str) -> None:
    def queries() -> int:
        ask = {"type": "epn", "ouvert": "maintenant"}
        content(get(client, extension, **ask))  # fills the cache, which each change empties
        with CaptureQueriesContext(connection) as captured:
            content(get(client, extension, **ask))
        return len(captured)

    terms = [(Vocabulary.KIND, "epn"), (Vocabulary.SERVICE, "Loisirs et créations numériques")]
    PlacePageFactory.create_batch(2, terms=terms, hours="24/7")
    few = queries()
    PlacePageFactory.create_batch(4, terms=terms, hours="24/7")
    assert queries() == few <= 15


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_files_are_only_read(client: Client, method: str) -> None:
    client = Client(enforce_csrf_checks=False)
    assert getattr(client, method)("/annuaire/lieux.csv").status_code == 405


PARAMS = ["q", "commune", "lat", "lon", "rayon", "type", "ouvert", "tri", "page", "departement"]
hostile = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["\0", "NaN", "-1", "1e999", "'; DROP TABLE", '"', "<x>", "9" * 400]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    extension=st.sampled_from(EXTENSIONS),
    params=st.dictionaries(st.sampled_from(PARAMS), hostile, max_size=5),
)
def test_whatever_is_asked_the_file_is_well_formed(
    client: Client, extension: str, params: dict[str, str]
) -> None:
    query = urlencode(params, errors="surrogatepass")
    response = client.get(f"/annuaire/lieux.{extension}?{query}")
    assert response.status_code == 200
    text = content(response)
    if extension == "csv":
        assert text.splitlines()[0] == ",".join(COLUMN_NAMES)
    else:
        json.loads(text)
