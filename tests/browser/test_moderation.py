"""The team reads what managers send and acts on a date; managers answer reports: by eye."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.espace.sendings import manager_of, send_changes
from tests.events.series import weekly
from tests.factories import ErrorReportFactory, PlacePageFactory, UserFactory
from tests.roles import team_group


@pytest.fixture
def things() -> dict[str, Any]:
    place = PlacePageFactory(title="Le Dôme", summary="Un atelier.", hours="Mo-Fr 09:00-12:00")
    team = UserFactory()
    team.groups.add(team_group())
    event = weekly(place=place, title="Photos")
    manager = manager_of(place)
    send_changes(place, manager, summary="Un fablab.", hours="Mo-Fr 14:00-18:00")
    report = ErrorReportFactory(place=place, email="visiteuse@exemple.fr")
    return {
        "team": team,
        "manager": manager,
        "place": place.pk,
        "event": event,
        "date": event.occurrences.first().pk,
        "report": report.pk,
    }


STAFF: dict[str, Callable[[dict[str, Any]], str]] = {
    "first-screen": lambda things: reverse("wagtailadmin_home"),
    "review": lambda things: reverse("espace_review", args=(things["place"],)),
    "trust": lambda things: reverse("espace_trust", args=(things["place"],)),
    "board": lambda things: reverse("espace_follow_up:index"),
    "move": lambda things: reverse("events_move_date", args=(things["date"],)),
    "cancel": lambda things: reverse("events_cancel_date", args=(things["date"],)),
    "events": lambda things: reverse("events_agenda:index"),
}
MANAGER: dict[str, Callable[[dict[str, Any]], str]] = {
    "home": lambda things: reverse("espace:place", args=(things["place"],)),
    "reports": lambda things: reverse("espace:reports", args=(things["place"],)),
    "report": lambda things: reverse("espace:report", args=(things["place"], things["report"])),
}


@pytest.mark.parametrize("screen", STAFF)
def test_a_screen_of_staff_has_no_accessibility_violation(
    things: dict[str, Any], open_admin: Callable[..., Page], screen: str
) -> None:
    page = open_admin(STAFF[screen](things), user=things["team"])

    assert violations(page, 360) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("screen", MANAGER)
def test_a_page_of_managers_fits_a_phone_and_has_no_accessibility_violation(
    things: dict[str, Any], open_admin: Callable[..., Page], screen: str, javascript: bool
) -> None:
    path = MANAGER[screen](things)
    page = open_admin(path, user=things["manager"], width=320, javascript=javascript)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


def test_a_moderator_decides_two_clicks_from_the_first_screen(
    things: dict[str, Any], open_admin: Callable[..., Page]
) -> None:
    page = open_admin(reverse("wagtailadmin_home"), user=things["team"])
    page.get_by_role("link", name="Comparer Le Dôme").click()
    page.get_by_role("button", name="Demander une correction").click()
    expect(page.get_by_text("Dites ce qui est à corriger.")).to_be_visible()

    page.get_by_role("button", name="Approuver et publier").click()

    expect(page.get_by_text("« Le Dôme » est publié.")).to_be_visible()
    expect(page.get_by_role("heading", name="À relire")).to_have_count(0)


def test_the_next_date_is_cancelled_from_the_list(
    things: dict[str, Any], open_admin: Callable[..., Page]
) -> None:
    page = open_admin(reverse("events_agenda:index"), user=things["team"])
    page.get_by_role("link", name="Annuler la date").first.click()
    page.get_by_label("Précision").fill("Animatrice absente.")
    page.get_by_role("button", name="Annuler cette date").click()

    expect(page.get_by_role("link", name="Rétablir la date")).to_be_visible()
    assert things["event"].occurrences.get(pk=things["date"]).note == "Animatrice absente."
