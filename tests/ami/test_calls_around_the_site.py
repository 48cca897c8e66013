"""Calls beyond their own pages: home page, search, menus, plan of the site, search engines."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from ami.models import CallPage
from normandie.frame.default_menus import create_default_menus
from normandie.frame.site_map import create_site_map
from normandie.home.first_pages import create_calls
from tests.ami.factories import CLOSES, OPENS, CallPageFactory, CallsPageFactory
from tests.closing import around
from tests.editorial.pages import StandardPageFactory
from tests.factories import HomePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(OPENS, tick=False)]
SECOND = timedelta(seconds=1)


def read(client: Client, address: str) -> str:
    cache.clear()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_home_page_shows_open_calls_alone(client: Client) -> None:
    CallPageFactory(title="Appel ouvert", slug="ouvert")
    CallPageFactory(title="Appel futur", opens_at=OPENS + SECOND)

    html = read(client, "/")

    assert "Un appel est ouvert" in html
    assert 'href="/appels/ouvert/"' in html
    assert "Appel futur" not in html
    with time_machine.travel(CLOSES, tick=False):
        assert "/appels/ouvert/" not in read(client, "/")


def test_the_search_finds_calls_and_says_where_they_stand(client: Client) -> None:
    CallPageFactory(title="Usages numériques", slug="usages", eligibility="<p>Les communes</p>")

    html = read(client, "/recherche/?q=usages")
    assert html.count('href="/appels/usages/"') == 1  # not a second time among the pages
    assert "Ouvert, jusqu’au vendredi 18 décembre 2026 à 12 h" in html.replace("\u00a0", " ")
    assert "/appels/usages/" in read(client, "/recherche/?q=communes")
    assert "/appels/usages/" in read(client, "/recherche/suggestions.json?q=usag")


@pytest.mark.parametrize("closed", ["call", "calls"])
@pytest.mark.parametrize(
    "address",
    [*around("reserve", "reser"), "/webform/appel_a_manifestation_d_interet"],
)
def test_a_call_that_is_not_for_everyone_is_named_nowhere(
    client: Client, address: str, closed: str
) -> None:
    create_site_map(HomePageFactory())
    call = CallPageFactory(title="Appel réservé", slug="reserve")
    page = call if closed == "call" else call.get_parent()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    cache.clear()

    response = client.get(address)

    said = response.content.decode().replace(address, "") + response.headers.get("location", "")
    assert "Appel réservé" not in said
    assert "/appels/reserve/" not in said


def test_footer_and_plan_lead_to_the_calls(client: Client) -> None:
    create_site_map(HomePageFactory())
    CallPageFactory(title="Usages", slug="usages")
    create_default_menus(Site.objects.get(is_default_site=True))

    html = read(client, "/plan-du-site/")

    assert 'href="/appels/usages/"' in html
    assert 'href="/appels/"' in html.split("<footer")[1]


def test_search_engines_know_the_questions_while_they_serve(client: Client) -> None:
    CallPageFactory(slug="usages")

    assert "/appels/usages/questions/</loc>" in read(client, "/sitemap.xml")
    with time_machine.travel(CLOSES + timedelta(minutes=60), tick=False):
        listed = read(client, "/sitemap.xml")
        assert "/appels/usages/</loc>" in listed
        assert "questions" not in listed
        assert client.get("/appels/usages/questions/").url == "/appels/usages/"


def test_a_new_site_keeps_the_call_of_2021_without_its_people(client: Client) -> None:
    create_calls(HomePageFactory())
    create_calls(HomePageFactory())

    html = read(client, "/appels/usages-numeriques-2021/")

    assert CallPage.objects.count() == 1
    assert "clos depuis le vendredi 28 mai 2021 à minuit" in html.replace("\u00a0", " ")
    assert "Début juillet 2021" in html
    assert "repondre/" not in html
    assert "questions/" not in html
    main = html.split("<main")[1].split("</main>")[0]
    assert "tel:" not in main
    assert "mailto:" not in main
    assert "Du 29\u00a0mars au 28\u00a0mai 2021" in read(client, "/appels/")


def test_a_page_that_holds_the_address_is_left_and_the_log_says_so(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    StandardPageFactory(title="Appels téléphoniques", slug="appels")

    assert create_calls(HomePageFactory()) is None
    assert "another page is at /appels/" in caplog.text
    assert "Appels téléphoniques" in read(client, "/appels/")


def test_an_empty_site_shows_no_section(client: Client) -> None:
    CallsPageFactory()
    assert "Voir tous les appels" not in read(client, "/")
