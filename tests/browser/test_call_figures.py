"""What goes out of a call, seen: its figures and exports for staff, its results for anyone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import CallPage
from ami.services.deposit import deposit
from tests.ami.factories import COMPLETE, CallPageFactory, a_draft
from tests.browser.axe import violations


@pytest.fixture
def call() -> CallPage:
    """A call whose results are out, with six files of five structures or more."""
    now = timezone.now()
    opens_at, closes_at = now - timedelta(days=60), now + timedelta(days=1)
    call = CallPageFactory(slug="usages", opens_at=opens_at, closes_at=closes_at, results_at=None)
    for rank in range(6):
        named = COMPLETE["structure"] | {"nom": f"Association {rank}"}
        agreed = COMPLETE["rencontre"] | {"valorisation": "oui"}
        deposit(a_draft(call, structure=named, rencontre=agreed))
    call.closes_at = now - timedelta(days=10)
    call.results_at = now - timedelta(days=1)
    call.save()
    return call


@pytest.mark.parametrize("screen", ["ami_figures:index", "ami_export:index"])
def test_a_screen_of_staff_has_no_accessibility_violation(
    call: CallPage, open_admin: Callable[..., Page], screen: str
) -> None:
    page = open_admin(reverse(screen))

    assert violations(page, 360) == []


def test_the_results_fit_the_screen_and_everyone(
    call: CallPage, open_page: Callable[..., Page]
) -> None:
    page = open_page("/appels/usages/")
    page.get_by_role("link", name="Les résultats en chiffres").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Résultats de l’appel")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert violations(page, 320) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_staff_choose_by_keyboard_and_get_the_file(
    call: CallPage, open_admin: Callable[..., Page]
) -> None:
    page = open_admin(reverse("ami_figures:index"))
    page.get_by_role("link", name="Exporter ces dossiers").press("Enter")
    page.get_by_label("Une ligne par projet").check()
    page.get_by_label("Texte (CSV)").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter").press("Enter")

    assert download.value.suggested_filename.endswith("-projets.csv")
