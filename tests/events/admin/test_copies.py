"""Staff copy an event, or a place with what it holds: a copy is a thing of its own."""

from datetime import timedelta

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from directory.models import PlacePage
from events.models import EventPage
from tests.factories import EventPageFactory, PlacePageFactory, UserFactory
from tests.reading import errors

pytestmark = pytest.mark.django_db


def copy_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:copy", args=(page.pk,))


def copy(team: Client, page: Page, **typed: str) -> HttpResponseBase:
    """Fill the form « Copier » of *page* and send it."""
    filled = {
        "new_title": "La copie",
        "new_slug": "la-copie",
        "new_parent_page": str(page.get_parent().pk),
    }
    return team.post(copy_url(page), filled | typed)


def test_the_workshop_of_last_year_is_copied_as_another_draft(team: Client) -> None:
    last_year = timezone.localdate() - timedelta(days=365)
    event = EventPageFactory(
        title="Photos",
        starts_on=last_year,
        source="OpenAgenda",
        is_example=True,
        themes=["Images"],
        summary="Classer ses photos.",
    )

    response = copy(team, event, new_title="Photos, cette année")

    assert response.status_code == 302
    copied = EventPage.objects.get(slug="la-copie")
    assert (copied.title, copied.summary) == ("Photos, cette année", "Classer ses photos.")
    assert [theme.name for theme in copied.themes.all()] == ["Images"]
    assert copied.uid != event.uid
    assert (copied.live, copied.source, copied.is_example) == (False, "", False)


def test_a_published_copy_has_its_own_dates(team: Client) -> None:
    event = EventPageFactory()

    copy(team, event, publish_copies="on")

    copied = EventPage.objects.get(slug="la-copie")
    assert copied.occurrences.count() == event.occurrences.count() == 1


def test_a_place_is_copied_with_its_events_as_a_sheet_written_here(team: Client) -> None:
    place = PlacePageFactory(
        title="Le Dôme",
        phone="+33231000000",
        source="Un fichier",
        source_id="7",
        verified_on=timezone.localdate() - timedelta(days=900),
        verified_here=False,
        is_example=True,
    )
    place.managers.add(UserFactory())
    EventPageFactory(place=place)
    place.save_revision().publish()

    response = copy(team, place, new_title="Le Dôme, annexe", copy_subpages="on")

    assert response.status_code == 302
    copied = PlacePage.objects.get(slug="la-copie")
    assert (copied.title, copied.phone) == ("Le Dôme, annexe", "+33231000000")
    assert copied.public_id != place.public_id
    assert (copied.source, copied.source_id, copied.is_example) == ("", "", False)
    assert (copied.verified_on, copied.verified_here) == (timezone.localdate(), True)
    assert not copied.managers.exists()
    assert copied.completeness == place.completeness > 0
    assert copied.get_latest_revision_as_object().public_id == copied.public_id
    assert EventPage.objects.child_of(copied).count() == 1


@pytest.mark.parametrize("factory", [EventPageFactory, PlacePageFactory])
def test_an_alias_which_would_bear_the_same_identifier_is_not_proposed(
    team: Client, factory: type
) -> None:
    page = factory()

    assert "new_slug" in (html := team.get(copy_url(page)).content.decode())
    assert 'name="alias"' not in html
    copy(team, page, alias="on")

    assert Page.objects.get(slug="la-copie").alias_of is None


def test_a_copy_at_an_address_that_its_place_keeps_is_refused_at_the_field(team: Client) -> None:
    event = EventPageFactory()

    response = copy(team, event, new_slug="signaler")

    assert errors(response) == {"new_slug": "Cette adresse est déjà celle d’une page du site."}
