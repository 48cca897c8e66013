"""What is being typed is said to whoever may write it, in the admin and outside."""

import pytest
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import path

from directory.views.hours_preview import hours_preview
from events.models import EventPage
from events.views.preview import dates_preview
from normandie.urls import urlpatterns as site_urls
from tests.clock import in_december_2026
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__), in_december_2026]

HOURS = {"hours-table": "1", "hours-usual-0-0-from": "09:00", "hours-usual-0-0-to": "12:00"}
DATES = {"starts_on": "01/03/2027", "start_time": "18:00", "end_time": "20:00"}


def dates_of_an_event_to_come(request: HttpRequest) -> HttpResponseBase:
    return dates_preview(request, EventPage())


# As a space for managers mounts them: whoever mounts a preview says who may ask.
urlpatterns = [
    path("gerant/horaires/", login_required(hours_preview)),
    path("gerant/dates/", login_required(dates_of_an_event_to_come)),
    *site_urls,
]


def test_a_manager_reads_the_sentence_and_the_dates_outside_the_admin() -> None:
    manager = signed_in("manager")

    hours = manager.post("/gerant/horaires/", HOURS).json()
    dates = text_of(manager.post("/gerant/dates/", DATES | {"added_dates": "08/03/2027"}))

    assert "Le lundi de 9" in hours["sentence"]
    assert "2 dates" in dates
    assert "lundi 8 mars 2027, de 18 h à 20 h" in dates


@pytest.mark.parametrize("address", ["/gerant/horaires/", "/gerant/dates/"])
def test_a_visitor_is_asked_to_sign_in(client: Client, address: str) -> None:
    assert client.post(address, HOURS)["Location"] == f"/connexion/?next={address}"
