"""Staff follow a report by keyboard and eye: the screens that every such listing has."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.workflow import TEAM, Actor
from directory.models import ErrorReport
from directory.workflow import REPORTS
from tests.browser.axe import violations
from tests.factories import ErrorReportFactory, UserFactory


def address(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_directory_errorreport:{view}", args=args)


@pytest.fixture
def report() -> ErrorReport:
    report = ErrorReportFactory()
    actor = Actor(TEAM, UserFactory(first_name="Camille", last_name="Roux"))
    REPORTS.apply(report, "noter", actor, reason="Vu avec la mairie.\nElle rappelle lundi.")
    return report


SCREENS: dict[str, Callable[[ErrorReport], str]] = {
    "first-screen": lambda report: reverse("wagtailadmin_home"),
    "listing": lambda report: address("list"),
    "sheet": lambda report: address("inspect", report.pk),
    "action": lambda report: address("action", report.pk, "corriger"),
    "many": lambda report: (
        reverse("wagtail_bulk_action", args=("directory", "errorreport", "clore"))
        + f"?id={report.pk}&next={address('list')}"
    ),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_has_no_accessibility_violation(
    report: ErrorReport, open_admin: Callable[..., Page], screen: str
) -> None:
    page = open_admin(SCREENS[screen](report))

    assert violations(page, 360) == []


def test_a_report_is_closed_from_its_sheet(
    report: ErrorReport, open_admin: Callable[..., Page]
) -> None:
    page = open_admin(address("inspect", report.pk))
    page.get_by_role("link", name="Corriger et clore").click()
    page.get_by_label("Votre réponse").fill("C’est corrigé.")
    page.get_by_role("button", name="Corriger et clore").click()

    expect(page.get_by_text("c’est fait")).to_be_visible()
    expect(page.get_by_role("link", name="Rouvrir")).to_be_visible()
