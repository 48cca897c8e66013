"""Registering on a phone without JavaScript, and the manager who looks after it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from directory.models import PlacePage
from events.models import Occurrence
from events.services.occurrences import put_off
from tests.browser.axe import violations
from tests.events.registrations import event_with_seats, leaving_path, registered
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails

pytestmark = pytest.mark.usefixtures("quick_hands")
PHONE = {"width": 360, "javascript": False}


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(title="Le Phare", phone="+33231946594")


@pytest.fixture
def date(place: PlacePage) -> Occurrence:
    event = event_with_seats(capacity=1, place=place, title="Photos de famille")
    return event.occurrences.get()


def test_one_registers_then_cancels_by_touch(
    open_page: Callable[..., Page], date: Occurrence
) -> None:
    page = open_page(date.event.url, expected_errors=(422,), **PHONE)
    assert violations(page) == []
    page.get_by_role("link", name="M’inscrire").click()
    assert violations(page) == []
    page.get_by_label("Votre nom").fill("Camille Lefèvre")
    page.get_by_role("button", name="M’inscrire").click()
    expect(page.get_by_text("Corrigez ceci")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Votre adresse électronique").fill("camille@exemple.fr")
    page.get_by_role("button", name="M’inscrire").click()

    expect(page.get_by_role("heading", name="Votre inscription est notée")).to_be_visible()
    assert violations(page) == []
    page.goto(leaving_path(sent_mails()[0]))
    assert violations(page) == []
    page.get_by_role("button", name="Annuler mon inscription").click()
    expect(page.get_by_role("heading", name="Votre inscription est annulée")).to_be_visible()
    assert page.context.cookies() == []


def test_the_pages_of_a_manager_hold_on_a_phone(
    open_admin: Callable[..., Page], place: PlacePage, date: Occurrence
) -> None:
    user = UserFactory()
    place.managers.add(user)
    one = registered(date, "+33612345678", name="Zoé Martin")
    registered(date, "ana@exemple.fr", name="Ana Petit")
    date.refresh_from_db()
    put_off(date, date.starts_at + timedelta(days=1), date.ends_at + timedelta(days=1))
    page = open_admin(reverse("espace:place", args=[place.pk]), user=user, **PHONE)
    section = page.get_by_role("region", name="Inscriptions")
    section.get_by_role("link", name="Photos de famille").click()
    expect(page.get_by_role("heading", name="À appeler")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="C’est fait").click()
    expect(page.get_by_role("heading", name="À appeler")).to_have_count(0)

    for name in ("add_registration", "printed_registrations", "presence", "take_off"):
        args = [place.pk, date.pk, *([one.pk] if name == "take_off" else [])]
        page.goto(reverse(f"espace:{name}", args=args))
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    start = timezone.now() - timedelta(days=1)
    end = start + timedelta(hours=2)
    Occurrence.objects.update(starts_at=start, original_start=start, ends_at=end)
    page.goto(reverse("espace:presence", args=[place.pk, date.pk]))
    page.get_by_label("Zoé Martin").check()
    page.get_by_role("button", name="Garder ce nombre").click()
    for name in ("registrations", "figures"):
        page.goto(reverse(f"espace:{name}", args=[place.pk]))
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    assert Occurrence.objects.get().came == 1
