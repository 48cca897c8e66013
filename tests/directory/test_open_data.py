"""The page that says what the exports hold, where it comes from and how to use it."""

from datetime import date

import pytest
from django.test import Client

from directory.standard.fields import COLUMN_NAMES
from tests.factories import PlacePageFactory
from tests.reading import links

pytestmark = pytest.mark.django_db

URL = "/annuaire/donnees-ouvertes/"


def test_the_three_files_are_documented_with_their_licence(client: Client) -> None:
    html = client.get(URL).content.decode()
    for extension in ("csv", "json", "geojson"):
        assert f"/annuaire/lieux.{extension}" in html
    assert "Licence Ouverte 2.0" in html
    assert 'rel="license external"' in html


def test_every_column_of_the_standard_is_explained_in_order(client: Client) -> None:
    html = client.get(URL).content.decode()
    positions = [html.index(f"<code>{name}</code>") for name in COLUMN_NAMES]
    assert positions == sorted(positions)


def test_sources_are_counted_with_the_date_of_their_data(client: Client) -> None:
    for day in (3, 20):
        PlacePageFactory(source="France services", verified_on=date(2024, 8, day))
    PlacePageFactory(source="", verified_on=date(2026, 3, 1))
    PlacePageFactory(source="Jamais publiée", live=False)
    html = " ".join(client.get(URL).content.decode().split())
    assert '<th scope="row">France services</th><td>2</td><td>20 août 2024</td>' in html
    assert '<th scope="row">Saisie sur ce site</th><td>1</td><td>1er mars 2026</td>' in html
    assert "Jamais publiée" not in html
    assert "Les 3 lieux" in html


def test_the_examples_lead_to_files(client: Client) -> None:
    PlacePageFactory()
    examples = links(client.get(URL), "[aria-labelledby=fichiers] .open-data__examples")
    assert examples
    for url in examples.values():
        file = client.get(url.removeprefix("http://localhost"))
        assert file.status_code == 200
        assert file["Content-Disposition"].startswith("attachment")


def test_the_page_is_only_read_and_gives_no_cookie(client: Client) -> None:
    assert not client.get(URL).cookies
    assert client.post(URL).status_code == 405


def test_the_page_is_in_the_sitemap(client: Client) -> None:
    assert "/annuaire/donnees-ouvertes/</loc>" in client.get("/sitemap.xml").content.decode()
