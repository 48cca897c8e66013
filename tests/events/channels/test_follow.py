"""« Suivre l’agenda », and the agenda on the page of another site."""

import html
import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from directory.models import PlacePage, Vocabulary
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
    place = PlacePageFactory(title="Le Phare", slug="le-phare")
    EventPageFactory(place=place)

    text = page(client, "/agenda/suivre/", lieu="le-phare", quand="ce-week-end")

    assert "<strong>Le Phare</strong>" in text
    links = set(re.findall(r'href="([^"]+lieu=~[0-9]+)"', text))
    base = "//localhost/agenda/"
    assert {
        f"webcal:{base}agenda.ics?lieu=~{place.pk}",
        f"http:{base}agenda.ics?lieu=~{place.pk}",
        f"http:{base}rss.xml?lieu=~{place.pk}",
        f"http:{base}atom.xml?lieu=~{place.pk}",
        f"http:{base}evenements.json?lieu=~{place.pk}",
    } <= links
    for link in links:
        path = re.sub(r"^(webcal|http)://localhost", "", link)
        assert client.get(path).status_code == 200, link
    assert "quand" not in "".join(links)


def test_all_that_was_chosen_but_the_days_is_followed(client: Client) -> None:
    chosen = "commune=14118-caen&rayon=10&gratuit=oui&en_ligne=oui&reservation=non"
    agenda = page(client, f"/agenda/?{chosen}&quand=demain")

    assert f'href="/agenda/suivre/?{chosen}"' in agenda
    for route in ("agenda.ics", "rss.xml", "atom.xml", "evenements.json"):
        assert f'href="http://localhost/agenda/{route}?{chosen}"' in agenda
    follow = page(client, f"/agenda/suivre/?{chosen}")
    assert "<strong>À moins de 10\u00a0km de Caen</strong>, <strong>Gratuit</strong>" in follow
    assert f'href="webcal://localhost/agenda/agenda.ics?{chosen}"' in follow
    assert f'href="/agenda/integrer/?{chosen}"' in follow


def test_what_cannot_be_followed_is_said_and_left_out_of_the_addresses(client: Client) -> None:
    follow = page(client, "/agenda/suivre/", commune="zzz", gratuit="oui")

    assert "Une partie de votre demande n’a pas été comprise." in follow
    assert "commune «\u00a0zzz\u00a0» en Normandie" in follow
    assert 'href="http://localhost/agenda/rss.xml?gratuit=oui"' in follow


def test_where_a_visitor_stands_is_followed_from_afar(client: Client) -> None:
    follow = page(client, "/agenda/suivre/", lat="49.18585", lon="-0.36912")

    assert "lat=49.19&lon=-0.37" in follow
    assert "49.18" not in follow
    assert "À moins de 20\u00a0km de la position choisie" in follow


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
        '<iframe src="http://testserver/agenda/integree/?theme=internet&departement=14" '
        'title="Prochaines dates de l’agenda – ' in html.unescape(text)
    )
    assert 'height="480"' in text
    assert "geolocation" not in text
    place = PlacePage.objects.get()
    assert re.search(rf'name="lieu"\s+value="{place.slug}"', text)  # it has dates: one may tick it
    for value in ("14", "internet"):
        assert re.search(rf'value="{value}" checked', text)
    assert 'value="atelier" checked' not in text


def test_the_frame_keeps_every_filter_that_the_agenda_has(client: Client) -> None:
    place = PlacePageFactory(slug="le-phare", title="Le Phare")
    EventPageFactory(
        place=place,
        terms=[(Vocabulary.AUDIENCE, "Seniors")],
    )
    chosen = "commune=14118-caen&rayon=10&lieu=le-phare&public=seniors&gratuit=oui"

    text = page(client, f"/agenda/integrer/?{chosen}&quand=demain&lieu=parti")

    lasting = chosen.replace("le-phare", f"~{place.pk}")
    assert f'src="http://testserver/agenda/integree/?{lasting}"' in html.unescape(text)
    assert "pas de lieu «\u00a0parti\u00a0»" in text
    form = text.partition('<form class="snippet__form')[2].partition("</form>")[0]
    assert 'value="Caen (14000)"' in form
    assert 'value="10" selected' in form
    for value in ("le-phare", "seniors"):
        assert re.search(rf'value="{value}" checked', form)
    assert re.search(r'name="gratuit"\s+value="oui" checked', form)


def test_a_strange_height_is_said_and_replaced(client: Client) -> None:
    text = page(client, "/agenda/integrer/", hauteur="9999")

    assert "nous avons pris 600 pixels" in text


@pytest.mark.one_engine
@pytest.mark.parametrize("route", ["suivre", "integree", "integrer"])
@pytest.mark.parametrize("query", ["lieu=%00", "theme=" + "x" * 5000, "hauteur=%F0%9F%98%80"])
def test_no_address_breaks_a_page(client: Client, route: str, query: str) -> None:
    assert client.get(f"/agenda/{route}/?{query}").status_code == 200


def test_the_letter_is_asked_for_by_the_same_word_until_its_button(client: Client) -> None:
    way = client.get("/agenda/suivre/").content.decode()
    form = client.get("/agenda/lettre/").content.decode()
    buttons = re.findall(r"<button[^>]*>\s*(.*?)\s*</button>", form, re.DOTALL)

    assert '<a href="/agenda/lettre/">M’abonner à la lettre</a>' in way
    assert "M’abonner" in buttons


def test_search_engines_know_the_ways_of_following_the_agenda(client: Client) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()

    for route in ("", "suivre/", "lettre/", "integrer/"):
        assert f"/agenda/{route}</loc>" in sitemap
    assert "integree" not in sitemap


def test_an_agenda_that_is_closed_has_no_page_in_the_sitemap(client: Client) -> None:
    PageViewRestriction.objects.create(page=AgendaPageFactory(), restriction_type="login")

    assert "/agenda/" not in client.get("/sitemap.xml").content.decode()
