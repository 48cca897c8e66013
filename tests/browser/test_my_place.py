"""A manager's phone on the sheet of a place: every page fits, breaks no rule, works by taps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from directory.hours import closures_in
from directory.models import Vocabulary
from normandie.espace.sheet.subjects import SUBJECTS
from tests.browser.axe import violations
from tests.core.photos import photo
from tests.directory.full_places import full_place
from tests.espace.managing import Manager, manager

Open = Callable[..., Page]


def test_every_page_of_the_sheet_fits_and_breaks_no_rule(open_admin: Open) -> None:
    someone = Manager(full_place(hours="Mo-Su 00:00-24:00; 2099 Dec 24-31 off"))
    someone.change("contact", phone="02 31 00 00 00")
    page = open_admin("/healthz", user=someone.user)
    addresses = [someone.address(name) for name in ("place", "sheet", "closures", "record")]
    addresses += [someone.address("subject", subject.slug) for subject in SUBJECTS]

    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, address
        assert violations(page, 360) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_thumb_closes_for_the_day_corrects_a_phone_and_sends_a_photo(
    open_admin: Open, javascript: bool
) -> None:
    someone = manager(hours="24/7", terms=[(Vocabulary.KIND, "tiers-lieu")])
    page = open_admin(
        someone.address("place"),
        user=someone.user,
        width=360,
        touch=True,
        javascript=javascript,
        expected_errors=(422,),
    )

    page.get_by_role("button", name="Fermé aujourd’hui").tap()
    expect(page.get_by_role("status").first).to_contain_text("fermé aujourd’hui")
    assert closures_in(someone.public.hours)
    page.get_by_role("button", name="Annuler la fermeture").tap()
    expect(page.get_by_role("button", name="Fermé aujourd’hui")).to_be_visible()
    assert someone.public.hours == "24/7"

    page.get_by_role("link", name="Ajoutez une photo du lieu.").tap()
    sent = photo()
    file = {"name": str(sent.name), "mimeType": "image/jpeg", "buffer": sent.read()}
    page.get_by_label("Photo", exact=True).set_input_files(file)
    page.get_by_role("button", name="Ajouter la photo").tap()
    expect(page.locator("#erreurs-photo")).to_contain_text("Dites en une phrase")
    page.get_by_label("Photo", exact=True).set_input_files(file)
    page.get_by_label("Ce que montre la photo").first.fill("La salle")
    page.get_by_role("button", name="Ajouter la photo").tap()
    expect(page.get_by_role("status").first).to_contain_text("envoyé à l’équipe")
    expect(page.locator(".espace-thumbnail img")).to_have_attribute("alt", "La salle")
    assert violations(page) == []
    assert not someone.public.photos.exists()


def test_the_hours_say_at_once_what_is_typed(open_admin: Open) -> None:
    someone = manager(hours="Mo-Fr 09:00-12:00; PH off")
    page = open_admin(someone.address("subject", "horaires"), user=someone.user, width=360)

    page.get_by_label("samedi matin, ouverture").first.fill("10:00")
    page.get_by_label("samedi matin, fermeture").first.fill("12:00")

    expect(page.locator("[data-sentence]")).to_contain_text("le samedi de 10 h à 12 h")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status").first).to_contain_text("envoyé à l’équipe")
    assert "Sa 10:00-12:00" in someone.draft.hours
