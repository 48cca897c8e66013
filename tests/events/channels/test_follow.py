"""« Suivre l’agenda », and the agenda on the page of another site."""

import html
import re

import pytest
from django.test import Client

from events.models import Occurrence
from events.services.occurrences import set_status
from tests.factories import AgendaPageFactory, EventPageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agenda() -> None:
    AgendaPageFactory()


def page(client: Client, address: str, **params: str) -> str:
    response = client.get(address, params)
    assert response.status_code == 200
    assert not response.cookies
    return html.unescape(response.content.decode())


def test_each_channel_is_offered_with_the_filters_of_the_address(client: Client) -> None:
    EventPageFactory(place=PlacePageFactory(title="Le Phare", slug="le-phare"))

    text = page(client, "/agenda/suivre/", lieu="le-phare", quand="ce-week-end")

    assert "<strong>Le Phare</strong>" in text
    links = set(re.findall(r'href="([^"]+lieu=le-phare)"', text))
    base = "//localhost/agenda/"
    assert {
        f"webcal:{base}agenda.ics?lieu=le-phare",
        f"http:{base}agenda.ics?lieu=le-phare",
        f"http:{base}rss.xml?lieu=le-phare",
        f"http:{base}atom.xml?lieu=le-phare",
        f"http:{base}evenements.json?lieu=le-phare",
    } <= links
    for link in links:
        path = re.sub(r"^(webcal|http)://localhost", "", link)
        assert client.get(path).status_code == 200, link
    assert "quand" not in "".join(links)


def test_readers_find_the_feeds_in_the_head_of_the_pages(client: Client) -> None:
    event = EventPageFactory()

    for address in ("/agenda/suivre/", f"/annuaire/{event.place.slug}/{event.slug}/"):
        head = page(client, address).partition("</head>")[0]
        types = re.findall(r'rel="alternate" type="([^"]+)"', head)
        assert types == [
            "text/calendar",
            "application/rss+xml",
            "application/atom+xml",
            "application/json",
        ]


def test_an_event_is_added_to_a_calendar_from_its_page(client: Client) -> None:
    event = EventPageFactory()
    folder = f"//localhost/annuaire/{event.place.slug}/{event.slug}/"

    text = page(client, f"/annuaire/{event.place.slug}/{event.slug}/")

    assert f'href="webcal:{folder}agenda.ics"' in text
    assert f'href="http:{folder}agenda.ics"' in text


def test_any_site_may_frame_the_next_dates_without_script_or_cookie(client: Client) -> None:
    event = EventPageFactory(title="Ici", place=PlacePageFactory(slug="le-phare"))
    set_status(event.occurrences.get(), Occurrence.Status.CANCELLED)
    EventPageFactory(title="Ailleurs")

    response = client.get("/agenda/integree/", {"lieu": "le-phare"})

    text = response.content.decode()
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "<script" not in text
    assert "Ici" in text
    assert "Annulé" in text
    assert "Ailleurs" not in text
    assert f"/annuaire/le-phare/{event.slug}/" in text


def test_a_frame_without_date_says_so(client: Client) -> None:
    assert "Aucune date n’est annoncée" in page(client, "/agenda/integree/")


def test_the_lines_to_copy_frame_what_was_chosen(client: Client) -> None:
    EventPageFactory(themes=["Internet"])

    text = page(client, "/agenda/integrer/", departement="14", theme="internet", hauteur="480")

    assert (
        '<iframe src="http://testserver/agenda/integree/?departement=14&theme=internet" '
        'title="Prochaines dates de l’agenda – ' in html.unescape(text)
    )
    assert 'height="480"' in text
    assert "geolocation" not in text
    assert re.search(r'value="14" selected>Calvados', text)


def test_a_strange_height_is_said_and_replaced(client: Client) -> None:
    text = page(client, "/agenda/integrer/", hauteur="9999")

    assert "nous avons pris 600 pixels" in text


@pytest.mark.parametrize("route", ["suivre", "integree", "integrer"])
@pytest.mark.parametrize("query", ["lieu=%00", "theme=" + "x" * 5000, "hauteur=%F0%9F%98%80"])
def test_no_address_breaks_a_page(client: Client, route: str, query: str) -> None:
    assert client.get(f"/agenda/{route}/?{query}").status_code == 200
