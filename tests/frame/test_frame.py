"""What surrounds every page: wording, alerts of the moment, and what it costs."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from normandie.frame.caches import frame_of
from normandie.frame.models import AccessibilityState
from tests.factories import PlacePageFactory
from tests.frame.conftest import alert, link

pytestmark = pytest.mark.django_db

NO_BREAK = "\u00a0"
MORNING = datetime(2026, 11, 26, 8, tzinfo=UTC)
EVENING = datetime(2026, 11, 26, 18, tzinfo=UTC)


@pytest.fixture
def at() -> Iterator[Callable[[datetime], None]]:
    """Set the clock of the alerts: ``at(MORNING)``."""
    with patch("normandie.context_processors.timezone.now") as now:
        yield lambda moment: setattr(now, "return_value", moment)


def text(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


@pytest.mark.one_engine
@pytest.mark.parametrize("path", ["/", "/annuaire/", "/annuaire/le-phare/", "/absente/"])
def test_every_page_says_how_accessible_the_site_is(client: Client, path: str) -> None:
    PlacePageFactory(slug="le-phare")

    footer = text(client, path).split("<footer")[1]

    assert f"Accessibilité{NO_BREAK}: non conforme" in footer


@pytest.mark.parametrize("state", AccessibilityState)
def test_the_mention_is_one_of_the_three_of_the_law(
    client: Client, fill: Callable, state: AccessibilityState
) -> None:
    fill(accessibility_state=state)

    assert state.label in text(client).split("<footer")[1]
    assert re.fullmatch(
        rf"Accessibilité{NO_BREAK}: (non|partiellement|totalement) conforme", state.label
    )


def test_nothing_of_a_contact_shows_until_it_is_filled(client: Client, fill: Callable) -> None:
    assert "<address" not in text(client).split("<footer")[1]

    fill(email="service@exemple.fr", phone="+33200000000", postal_address="1 rue\nCaen")

    footer = text(client).split("<footer")[1]
    assert 'href="mailto:service@exemple.fr"' in footer
    assert 'href="tel:+33200000000"' in footer
    assert "1 rue<br>Caen" in footer


def test_the_footer_leads_to_the_site_of_the_authority(client: Client, fill: Callable) -> None:
    assert 'href="https://www.normandie.fr/"' in text(client).split("<footer")[1]
    assert "normandie.fr" not in text(client).split("<footer")[0]  # the header leads home

    fill(authority_name="Une autre collectivité")  # whose site is not that of the Région
    assert "https://www.normandie.fr/" not in text(client)

    fill(authority_name="Une autre collectivité", authority_url="https://exemple.fr/")
    assert 'href="https://exemple.fr/"' in text(client).split("<footer")[1]


def test_an_account_elsewhere_is_named_for_who_does_not_see(client: Client, fill: Callable) -> None:
    value = {"label": "Mastodon", "url": "https://exemple.fr/@x", "name": "Mastodon du réseau"}
    fill(social_links=[{"type": "account", "value": value}])

    assert 'aria-label="Mastodon du réseau">Mastodon</a>' in text(client)


def test_an_alert_shows_between_its_dates_only(
    client: Client, fill: Callable, at: Callable
) -> None:
    fill(
        alerts=[
            alert("Fermé ce soir", MORNING, EVENING, "warning", url="/annuaire/", label="Voir"),
            alert("Plus tard", EVENING, EVENING + timedelta(days=1)),
        ]
    )

    def shown(moment: datetime) -> list[bool]:
        at(moment)
        html = text(client)
        return ["Fermé ce soir" in html, "Plus tard" in html]

    second = timedelta(seconds=1)
    assert shown(MORNING - second) == [False, False]
    assert shown(MORNING) == [True, False]
    assert '<a class="site-alert__link" href="/annuaire/">Voir</a>' in text(client)
    assert shown(EVENING - second) == [True, False]
    assert shown(EVENING) == [False, True]
    assert shown(EVENING + timedelta(days=1)) == [False, False]


def test_no_empty_region_is_left_without_alert(client: Client, fill: Callable) -> None:
    fill(alerts=[])

    assert "site-alerts" not in text(client)


def test_the_frame_costs_no_query_once_kept(client: Client, fill: Callable) -> None:
    place = PlacePageFactory()
    fill(main_menu=[link(page=place)] * 6, legal_menu=[link(page=place)] * 6)
    client.get("/")

    def cost(request: object) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            frame_of(request)
        return len(captured)

    request = client.get("/absente/").wsgi_request
    del request._frame, request._wagtail_site
    assert cost(request) == 0
    cache.clear()
    del request._frame
    assert cost(request) <= 4  # the site, settings, pages, addresses of the sites


def test_the_menu_costs_the_same_however_long(client: Client, fill: Callable) -> None:
    def cold() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    places = [PlacePageFactory() for _ in range(8)]
    fill(main_menu=[link(page=places[0])])
    few = cold()
    fill(
        main_menu=[link(page=place) for place in places],
        legal_menu=[link(page=place) for place in places],
    )

    assert cold() == few


def test_an_error_page_stands_while_the_database_does_not_answer(fill: Callable) -> None:
    fill(main_menu=[link("Carte", "/carte/")])
    with patch("normandie.frame.caches.Site.find_for_request", side_effect=OperationalError):
        response = Client(enforce_csrf_checks=True).post("/")

    html = response.content.decode()
    assert response.status_code == 403
    assert "Votre envoi n’a pas été accepté" in html
    assert f"Accessibilité{NO_BREAK}: non conforme" in html
    assert "/carte/" not in html
