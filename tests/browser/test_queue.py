"""Staff work through the queue of files by eye and hand: its screens, its filters, its ticks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import CallPage, Dossier, SavedQueue
from ami.services.saved_queues import save_queue
from tests.ami.factories import CallPageFactory
from tests.ami.queue import LIST, a_file
from tests.browser.axe import violations
from tests.factories import UserFactory

SAVED = reverse("wagtailsnippets_ami_dossier:saved_queues")


@pytest.fixture
def files() -> list[Dossier]:
    now = timezone.now()
    week = timedelta(days=7)
    call: CallPage = CallPageFactory(opens_at=now - week, closes_at=now + week, results_at=None)
    nora = UserFactory(first_name="Nora", last_name="Exemple")
    save_queue(nora, "À prendre cette semaine", "state=depose", is_shared=True)
    return [a_file(call, "Le Bocage"), a_file(call, "La Criée", reviewer=nora)]


SCREENS: dict[str, Callable[[Dossier], str]] = {
    "first-screen": lambda dossier: reverse("wagtailadmin_home"),
    "queue": lambda dossier: LIST,  # unfiltered: Wagtail says how many match in a role of its own
    "file": lambda dossier: reverse("wagtailsnippets_ami_dossier:inspect", args=(dossier.pk,)),
    "views": lambda dossier: f"{SAVED}?state=depose",
    "many": lambda dossier: (
        reverse("wagtail_bulk_action", args=("ami", "dossier", "prendre"))
        + f"?id={dossier.pk}&next={LIST}"
    ),
    "tags": lambda dossier: (
        reverse("wagtail_bulk_action", args=("ami", "dossier", "etiqueter"))
        + f"?id={dossier.pk}&next={LIST}"
    ),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_has_no_accessibility_violation(
    files: list[Dossier], open_admin: Callable[..., Page], screen: str
) -> None:
    page = open_admin(SCREENS[screen](files[0]))

    assert violations(page, 360) == []


def test_files_that_are_ticked_are_taken_and_the_queue_stays(
    files: list[Dossier], open_admin: Callable[..., Page]
) -> None:
    page = open_admin(LIST)
    page.get_by_role("link", name="Déposé : 2").click()
    page.get_by_role("checkbox", name="Sélectionner", exact=True).first.check()
    page.get_by_role("link", name="Commencer l’analyse des dossiers choisis").click()
    page.get_by_role("button", name="Commencer l’analyse").click()

    expect(page.get_by_text("1 dossier en analyse.")).to_be_visible()
    expect(page.get_by_role("link", name="Déposé : 1")).to_have_attribute("aria-current", "true")
    assert SavedQueue.objects.count() == 1
