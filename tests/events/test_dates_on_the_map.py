"""The next dates of a place on its card on the map, as the map asks for them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import PlacePage
from events.models import Occurrence
from events.services.occurrences import put_off, set_status
from tests.events.series import workshop
from tests.factories import (
    AgendaPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.first_visit import first_queries
from tests.reading import map_data

pytestmark = pytest.mark.django_db
Status = Occurrence.Status
NOTHING = ""


def ask(client: Client, place: PlacePage, **headers: str) -> HttpResponse:
    """Ask as the map does, at the address that its page tells."""
    data = map_data(client.get("/annuaire/carte/"))
    return client.get(f"{data['sheets']}{place.slug}/{data['sections']}", headers=headers)


def shown(client: Client, place: PlacePage) -> str:
    response = ask(client, place)
    assert response.status_code == 200
    return response.content.decode()


def test_the_three_next_dates_lead_to_their_event_and_to_the_agenda(client: Client) -> None:
    AgendaPageFactory()
    event = workshop()
    workshop("Ailleurs", place=PlacePageFactory())

    html = shown(client, event.place)

    assert html.count('class="event-date"') == html.count(f'href="{event.url}"') == 3
    assert "de 14\u00a0h à 16\u00a0h" in html
    assert f'href="/agenda/?lieu={event.place.slug}">Toutes les dates de ce lieu</a>' in html
    assert "Ailleurs" not in html


def test_each_state_is_said_in_words_as_soon_as_it_changes(client: Client) -> None:
    event = workshop()
    first, second, third, *_ = event.occurrences.all()
    assert "badge" not in shown(client, event.place)

    set_status(first, Status.CANCELLED, "L’animatrice est absente.")
    set_status(second, Status.FULL)
    put_off(third, third.starts_at + timedelta(days=1), third.ends_at + timedelta(days=1))

    html = shown(client, event.place)
    for words in (">Annulé<", "L’animatrice est absente.", ">Complet<", "Prévu d’abord le"):
        assert words in html


def test_who_has_the_dates_already_does_not_get_them_again_until_one_changes(
    client: Client,
) -> None:
    event = workshop()
    etag = ask(client, event.place)["ETag"]

    again = ask(client, event.place, if_none_match=etag)
    set_status(event.occurrences.first(), Status.CANCELLED)
    changed = ask(client, event.place, if_none_match=etag)

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, again["Cache-Control"]) == (200, "public, no-cache")
    assert "Annulé" in changed.content.decode()


def test_nothing_is_said_where_nothing_is_to_come(client: Client) -> None:
    event = workshop()
    event.occurrences.all().delete()
    OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=2))
    draft = workshop(live=False)

    assert shown(client, event.place) == shown(client, draft.place) == NOTHING
    assert shown(client, PlacePageFactory()) == NOTHING


def test_no_link_leads_to_an_agenda_that_is_not_there(client: Client) -> None:
    event = workshop()

    assert "/agenda/" not in shown(client, event.place)


def test_a_place_that_is_not_shown_says_nothing(client: Client) -> None:
    hidden, restricted = workshop().place, workshop().place
    hidden.unpublish()
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    assert ask(client, hidden).status_code == 404
    assert b"event-date" not in ask(client, restricted).content
    assert ask(client, PlacePageFactory.build(slug="inconnu")).status_code == 404


def test_the_address_is_for_the_map_alone(client: Client) -> None:
    url = f"{workshop().place.url}sur-la-carte/"

    assert client.get(url)["X-Robots-Tag"] == "noindex"
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("warm", [True, False])
def test_the_dates_cost_few_queries_however_many_there_are(client: Client, warm: bool) -> None:
    def queries(place: PlacePage) -> int:
        url = f"{place.url}sur-la-carte/"
        if not warm:
            return first_queries(client, url)
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    AgendaPageFactory()
    few, many, none = PlacePageFactory.create_batch(3)
    workshop(place=few)
    for number in range(9):
        workshop(f"Atelier {number}", place=many)

    most = 6 if warm else 10
    assert queries(many) == queries(few) <= most
    assert queries(none) <= most
