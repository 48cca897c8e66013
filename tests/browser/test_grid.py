"""A reviewer reads a file by its grid, in a browser: for everybody, by keyboard alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import Assessment, Dossier
from tests.ami.grid import FULLY, NOT_AT_ALL, RATHER, a_call_with_grid, reads
from tests.ami.queue import a_file
from tests.browser.axe import violations
from tests.factories import UserFactory


@pytest.fixture
def dossier() -> Dossier:
    now = timezone.now()
    call = a_call_with_grid(
        opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=9), results_at=None
    )
    dossier = a_file(call)
    nora, karim = (UserFactory(first_name=name) for name in ("Nora", "Karim"))
    reads(dossier, nora, (FULLY, "Le devis est prêt."), RATHER, comment="À revoir à deux")
    reads(dossier, karim, NOT_AT_ALL, RATHER)
    return dossier


def address(view: str, dossier: Dossier) -> str:
    return reverse(f"wagtailsnippets_ami_dossier:{view}", args=(dossier.pk,))


@pytest.mark.parametrize("view", ["inspect", "assess"])
def test_a_screen_of_readings_has_no_accessibility_violation(
    dossier: Dossier, open_admin: Callable[..., Page], view: str
) -> None:
    page = open_admin(address(view, dossier))

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert violations(page, 320) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_file_is_read_by_keyboard_alone(
    dossier: Dossier, open_admin: Callable[..., Page]
) -> None:
    page = open_admin(address("inspect", dossier))
    page.get_by_role("link", name="Donner ma lecture").first.focus()
    page.keyboard.press("Enter")
    useful = page.get_by_role("group", name="Utilité pour les habitants")
    useful.get_by_role("radio", name="Ne se prononce pas").focus()
    page.keyboard.press("ArrowLeft")  # to « tout à fait »
    page.keyboard.press("Tab")
    page.keyboard.type("Le lieu existe déjà.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+s")

    expect(page.get_by_text("Votre lecture est enregistrée.")).to_be_visible()
    mine = Assessment.objects.order_by("pk").last()
    assert mine is not None
    said = [(each.level, each.comment) for each in mine.ratings.all()]
    assert said == [(FULLY, "Le lieu existe déjà."), (RATHER, "")]
