"""Addresses that a place keeps for itself: an event that took one would never be reached."""

import pytest
from django.test import Client

from core.pages.routing import reserved_slugs
from directory.models import PlacePage
from events.models import EventPage
from tests.events.admin.form import saved, submit
from tests.events.imports.test_import_events import bring, calendar, weekly
from tests.factories import EventPageFactory, PlacePageFactory
from tests.reading import errors

pytestmark = pytest.mark.django_db


def test_a_place_keeps_the_addresses_of_its_own_pages() -> None:
    assert {"signaler", "sur-la-carte"} <= reserved_slugs(PlacePage)


def test_staff_are_told_that_an_address_is_taken(admin_client: Client) -> None:
    event = EventPageFactory(slug="atelier")

    response = submit(admin_client, event, slug="signaler")

    assert errors(response) == {"slug": "Cette adresse est déjà celle d’une page du lieu."}
    assert saved(event).slug == "atelier"


def test_an_import_goes_round_an_address_that_is_taken() -> None:
    bring(PlacePageFactory(), calendar(weekly(SUMMARY="Signaler")))

    assert EventPage.objects.get().slug == "signaler-2"
