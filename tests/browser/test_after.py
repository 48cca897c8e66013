"""After the results, seen: news from the carrier, the bordereau of who leads the call."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import Bordereau, CallPage, Dossier
from ami.services.deposit import deposit
from ami.services.eliminations import propose, record_visa
from ami.services.follow_ups import ask_for_news
from ami.services.links import new_link
from ami.services.results import Proposal, orient
from tests.ami.factories import CallPageFactory, a_draft
from tests.ami.reviewing import CHIEF, STAFF
from tests.browser.axe import violations
from tests.browser.dossiers import arrives_at, fits

DAY = timedelta(days=1)


@pytest.fixture
def dossier() -> Dossier:
    """A file that was answered six months ago."""
    now = timezone.now()
    call = CallPageFactory(opens_at=now - 9 * DAY, closes_at=now + DAY, results_at=None)
    dossier = deposit(a_draft(call))
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    orient(dossier, [Proposal("ingenierie"), Proposal("materiels")], STAFF)
    dossier.call_kind.transitions.apply(dossier, "envoyer-reponse", CHIEF)
    Dossier.objects.update(result_told_at=now - 190 * DAY)
    return dossier


@pytest.fixture
def bordereau(dossier: Dossier) -> Bordereau:
    old = timezone.now() - 9 * 365 * DAY
    Dossier.objects.update(deposited_at=old)
    dossier.history.update(at=old)
    call = CallPage.objects.get()
    made = propose(call, CHIEF)
    record_visa(made, CHIEF, on=timezone.localdate(), by="AD 14", reference="17")
    return made


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_a_carrier_gives_news_by_keyboard_through_an_error(
    dossier: Dossier, open_page: Callable[..., Page], width: int, scheme: str
) -> None:
    ask_for_news()
    link = new_link(dossier)
    address = link[link.index("/dossier/") :]
    page = open_page(address, width=width, scheme=scheme, expected_errors=(422,))
    page.get_by_role("link", name="Donner des nouvelles").press("Enter")
    arrives_at(page, "Où en est votre projet\u00a0?")
    page.get_by_label("Un mot au service").fill("Tout va bien")
    page.get_by_role("button", name="Envoyer").press("Enter")
    expect(page.locator("#erreurs")).to_be_focused()
    assert violations(page) == []
    expect(page.get_by_label("Un mot au service")).to_have_value("Tout va bien")
    page.get_by_label("Il avance comme prévu").check()
    page.get_by_role("button", name="Envoyer").press("Enter")

    arrives_at(page, "Vos nouvelles à 6 mois")
    expect(page.get_by_text("Tout va bien")).to_be_visible()
    fits(page)


def test_screens_of_eliminations_have_no_accessibility_violation(
    bordereau: Bordereau, open_admin: Callable[..., Page]
) -> None:
    found = {}
    for name in ("index", "bordereau", "visa", "destroy", "abandon"):
        args = () if name == "index" else (bordereau.pk,)
        page = open_admin(reverse(f"ami_eliminations:{name}", args=args))
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        found[name] = violations(page, 360)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360

    assert not any(found.values()), found


def test_a_lead_destroys_by_keyboard(bordereau: Bordereau, open_admin: Callable[..., Page]) -> None:
    page = open_admin(reverse("ami_eliminations:bordereau", args=(bordereau.pk,)))
    page.get_by_role("link", name="Détruire les dossiers").press("Enter")
    page.get_by_label("Nombre de dossiers à détruire").fill("1")
    page.get_by_role("button", name="Détruire définitivement").press("Enter")

    expect(page.get_by_text("Il ne reste de ces dossiers")).to_be_visible()
    assert not Dossier.objects.exists()


def test_enter_keeps_the_files_that_are_ticked_and_puts_none_back(
    bordereau: Bordereau, open_admin: Callable[..., Page]
) -> None:
    other = bordereau.lines.create(
        number="AMI-2017-0099", deposited_on=timezone.localdate(), kept_reason="Échantillon"
    )
    page = open_admin(reverse("ami_eliminations:bordereau", args=(bordereau.pk,)))
    page.get_by_label("Garder AMI").check()
    page.get_by_label("Pourquoi les dossiers cochés").press("Enter")
    expect(page.get_by_label("Garder AMI")).to_be_checked()  # the reason is asked first
    page.get_by_label("Pourquoi les dossiers cochés").fill("Un témoin")
    page.get_by_label("Pourquoi les dossiers cochés").press("Enter")

    expect(page.get_by_text("Dossiers gardés, hors du bordereau : 1.")).to_be_visible()
    assert sorted(bordereau.lines.values_list("kept_reason", flat=True)) == [
        "Un témoin",
        "Échantillon",
    ]
    page.get_by_role("button", name=f"Remettre {other.number}").click()
    expect(page.get_by_label(f"Garder {other.number}")).to_be_visible()


def test_every_line_of_a_bordereau_is_printed_under_its_number(
    bordereau: Bordereau, open_admin: Callable[..., Page]
) -> None:
    for rank in range(60):
        bordereau.lines.create(number=f"AMI-2017-{rank:04}", deposited_on=timezone.localdate())
    page = open_admin(reverse("ami_eliminations:bordereau", args=(bordereau.pk,)))
    page.emulate_media(media="print")

    expect(page.get_by_text(bordereau.number, exact=True).last).to_be_visible()
    expect(page.get_by_text("Garder", exact=True)).to_be_hidden()
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))
    assert len(pages) > 2
