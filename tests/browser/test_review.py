"""Staff review a file in the admin: screens for everybody, and how many clicks an answer takes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import CallPage, Completion, Dossier, InternalNote, MessageTemplate
from ami.services.correspondence import write_to_service
from ami.services.deposit import deposit
from ami.services.review import add_note
from ami.services.tags import tag
from tests.ami.factories import CallPageFactory, a_draft
from tests.ami.reviewing import STAFF, address_of
from tests.ami.teams import name_in_team, person
from tests.browser.axe import violations
from tests.browser.clicks import clicks, count_clicks
from tests.factories import UserFactory

MOST_CLICKS = 12


@pytest.fixture
def call() -> CallPage:
    now = timezone.now()
    return CallPageFactory(
        opens_at=now - timedelta(days=9),
        closes_at=now + timedelta(days=9),
        results_at=now + timedelta(days=30),
    )


@pytest.fixture
def dossier(call: CallPage) -> Dossier:
    dossier = deposit(a_draft(call))
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    write_to_service(dossier, "Bonjour, notre adresse change.")
    nora = UserFactory(first_name="Nora", last_name="Exemple", is_superuser=True)
    add_note(dossier, "Appelé hier.", UserFactory(), called=[nora])
    tag([dossier], ["ruralité", "à visiter"])
    Completion.objects.create(dossier=dossier, text="?", due_on=date(2026, 1, 5))
    dossier.attachments.create(name="statuts.pdf", size=10, after_deposit=False)
    name_in_team(call, person("responsable", first_name="Zoé", last_name="Exemple"), "responsable")
    name_in_team(call, person(first_name="Karim", last_name="Exemple"), "instructeur", "14", "61")
    MessageTemplate.objects.create(title="Précisions", text="Bonjour {contact}.")
    return dossier


def address(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_ami_dossier:{view}", args=args)


SCREENS: dict[str, Callable[[Dossier], str]] = {
    "file": lambda dossier: address("inspect", dossier.pk),
    "write": lambda dossier: address("write", dossier.pk),
    "orient": lambda dossier: address_of(dossier, "orienter"),
    "complete": lambda dossier: address_of(dossier, "demander-complement"),
    "meet": lambda dossier: address_of(dossier, "proposer-rencontre"),
    "tag": lambda dossier: address("tags", dossier.pk),
    "note": lambda dossier: address("note", dossier.pk),
    "extend": lambda dossier: address("extend", a_draft(dossier.call).pk),
    "assign": lambda dossier: address_of(dossier, "confier"),
    "teams": lambda dossier: reverse("ami_teams:index"),
    "team": lambda dossier: reverse("ami_teams:team", args=(dossier.call_id,)),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_has_no_accessibility_violation(
    dossier: Dossier, open_admin: Callable[..., Page], screen: str
) -> None:
    page = open_admin(SCREENS[screen](dossier))
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    assert violations(page, 320) == []


def test_a_plain_file_is_read_oriented_and_approved_in_few_clicks(
    call: CallPage, open_admin: Callable[..., Page]
) -> None:
    dossier = deposit(a_draft(call))
    page = open_admin(address("inspect", dossier.pk))
    count_clicks(page)

    expect(page.get_by_text("Aller de bourg en bourg avec des tablettes.")).to_be_visible()
    page.get_by_role("button", name="Commencer l’analyse").click()
    page.get_by_role("link", name="Orienter", exact=True).click()
    page.get_by_role("checkbox", name="Accompagnement en ingénierie").click()
    page.get_by_label("Ce qui est proposé").locator("visible=true").click()
    page.keyboard.type("Trois demi-journées.")
    page.get_by_role("button", name="Orienter").click()
    page.get_by_role("button", name="Approuver la réponse").click()
    expect(page.get_by_text("Le dossier est « Réponse prête »")).to_be_visible()

    assert clicks(page) + 1 <= MOST_CLICKS  # one opens the file
    assert Dossier.objects.get().orientations.get().text == "Trois demi-journées."


def test_a_colleague_is_called_by_keyboard_and_nothing_typed_is_lost(
    dossier: Dossier, open_admin: Callable[..., Page]
) -> None:
    page = open_admin(address("inspect", dossier.pk))
    note = page.get_by_label("Nouvelle note")
    note.focus()
    page.keyboard.type("Qu’en dis-tu, @no")
    expect(page.get_by_role("option", name="Nora Exemple")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.keyboard.type("?")
    expect(page.get_by_text("Ce que vous tapez est gardé, pour vous seul.")).to_be_visible()
    page.keyboard.type(" Je penche pour")  # the page is left before this is kept
    with page.expect_navigation():
        page.get_by_role("link", name="Proposer une rencontre").click()
    page.go_back()
    page.reload()

    expect(note).to_have_value("Qu’en dis-tu, @nora.exemple ? Je penche pour")
    note.focus()
    page.keyboard.press("End")
    page.keyboard.type(" oui.")
    page.get_by_role("button", name="Noter", exact=True).dblclick()
    expect(page.get_by_text("Prévenu\u00a0: Nora Exemple.")).to_be_visible()
    expect(note).to_have_value("")
    [written] = InternalNote.objects.exclude(text="Appelé hier.")
    assert written.text == "Qu’en dis-tu, @nora.exemple ? Je penche pour oui."
    assert [each.user.first_name for each in written.mentions.all()] == ["Nora"]
