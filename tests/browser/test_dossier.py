"""The whole way of a carrier in a browser: on a phone, by keyboard, with and without a script."""

import pytest
from playwright.sync_api import Route, expect

from ami.models import CallPage, Dossier, StepAnswers
from ami.services.items import add_item, remove_item
from tests.browser.dossiers import (
    Open,
    arrives_at,
    fill_in_meeting,
    fill_in_project,
    fill_in_structure,
    fits,
    go_on,
    start,
)

pytestmark = pytest.mark.usefixtures("quick_hands")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_carrier_goes_from_the_call_to_the_receipt(
    open_page: Open, call: CallPage, javascript: bool
) -> None:
    page = open_page(
        f"{call.url}repondre/", width=360, javascript=javascript, expected_errors=(422,)
    )
    arrives_at(page, "Répondre à l’appel")
    start(page)
    expect(page.get_by_text("Brouillon, non déposé")).to_be_visible()
    fits(page)
    fill_in_structure(page)

    arrives_at(page, "La personne à qui écrire")
    expect(page.get_by_label("Adresse électronique")).to_have_value("camille@exemple.fr")
    page.get_by_label("Prénom et nom").fill("Camille Exemple")
    go_on(page)
    arrives_at(page, "Projet 1")
    fill_in_project(page)
    arrives_at(page, "Vos projets")
    expect(page.get_by_role("link", name="Projet 1 : Un atelier mobile")).to_be_visible()
    page.get_by_role("link", name="Continuer").press("Enter")
    arrives_at(page, "Territoire et partenaires")
    go_on(page)
    arrives_at(page, "Une rencontre")
    fill_in_meeting(page)
    arrives_at(page, "Pièces jointes")
    page.get_by_role("button", name="Continuer").press("Enter")

    arrives_at(page, "Relire et déposer")
    page.get_by_role("button", name="Déposer mon dossier").press("Enter")
    arrives_at(page, "Votre dossier est déposé")
    page.get_by_role("link", name="Suivre mon dossier").press("Enter")
    arrives_at(page, f"Mon dossier {Dossier.objects.get().number}")


def test_what_is_typed_is_saved_without_a_button_and_offline_is_caught_up(
    open_page: Open, call: CallPage
) -> None:
    page = open_page(f"{call.url}repondre/", width=360, goes_offline=True)
    start(page)
    page.get_by_role("link", name="La personne à qui écrire").click()
    page.get_by_label("Prénom et nom").press_sequentially("Camille")
    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")
    assert StepAnswers.objects.get(step="contact").data["nom"] == "Camille"

    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_label("Prénom et nom").press_sequentially(" Exemple")
    expect(page.locator("[data-saved] + [role=alert]")).to_contain_text("Pas de connexion")
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")
    assert StepAnswers.objects.get(step="contact").data["nom"] == "Camille Exemple"


def test_what_is_typed_before_the_script_arrives_is_saved_too(
    open_page: Open, call: CallPage
) -> None:
    page = open_page(f"{call.url}repondre/", width=360)
    start(page)
    held: list[Route] = []
    page.route("**/js/ami/autosave*", lambda route: held.append(route))
    page.goto(
        page.get_by_role("link", name="Votre structure").evaluate("link => link.href"),
        wait_until="commit",
    )
    page.get_by_label("Nom de la structure").fill("Les Amis du Bocage")
    page.get_by_role("radio", name="Commune").check()
    expect(page.locator("[data-saved]")).to_be_empty()

    [script] = held
    script.continue_()

    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")
    saved = StepAnswers.objects.get(step="structure").data
    assert (saved["nom"], saved["forme"]) == ("Les Amis du Bocage", "commune")


def test_a_question_shows_where_the_answer_asks_it(open_page: Open, call: CallPage) -> None:
    page = open_page(f"{call.url}repondre/", width=360)
    start(page)
    page.get_by_role("link", name="Votre structure").click()
    rna = page.get_by_label("Numéro RNA")
    expect(rna).to_be_hidden()
    page.get_by_label("Association", exact=True).check()
    expect(rna).to_be_visible()


def test_what_another_window_had_typed_is_shown_where_it_is_replaced(
    open_page: Open, call: CallPage
) -> None:
    page = open_page(f"{call.url}repondre/", width=360)
    start(page)
    page.get_by_role("link", name="La personne à qui écrire").click()
    name = page.get_by_label("Prénom et nom")
    expect(name).to_be_empty()
    StepAnswers.objects.filter(step="contact").update(
        data={"nom": "Dominique <b>Exemple</b>"}, sequence=3
    )

    name.fill("Camille")

    shown = page.locator("[data-replaced]")
    expect(shown).to_contain_text("Une autre fenêtre avait enregistré cette partie")
    expect(shown.get_by_role("listitem")).to_have_text("Prénom et nom : Dominique <b>Exemple</b>")
    fits(page)
    name.fill("Camille Exemple")
    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")
    expect(shown.get_by_role("listitem")).to_have_count(1)


def test_typing_into_an_item_that_lost_its_place_ends_in_a_way_on(
    open_page: Open, call: CallPage
) -> None:
    page = open_page(f"{call.url}repondre/", width=360, expected_errors=(422,))
    start(page)
    page.get_by_role("link", name="Projet 1").click()
    title = page.get_by_label("Titre du projet")
    expect(title).to_be_empty()
    remove_and_fill_the_list()

    title.fill("Celui de trop")

    expect(page.locator("[data-saved] + [role=alert]")).to_contain_text("La liste est pleine")
    go_on(page)
    expect(page.locator("#erreurs")).to_be_focused()
    fits(page)
    page.get_by_role("button", name="Retirer Projet 2", exact=True).press("Enter")
    page.get_by_role("button", name="Le remettre (Projet : Celui de trop)").press("Enter")
    expect(page.get_by_role("link", name="Projet 20 : Celui de trop")).to_be_visible()
    fits(page)


def remove_and_fill_the_list() -> None:
    """Do as another window that takes the only project away, and adds as many as there may be."""
    dossier = Dossier.objects.get()
    projects = dossier.form.step("projets")
    remove_item(dossier, projects, StepAnswers.objects.get(step="projets").item)
    for _ in range(projects.most):
        add_item(dossier, projects)


def test_a_file_that_was_shut_keeps_the_page_until_it_is_open_again(
    open_page: Open, call: CallPage
) -> None:
    page = open_page(f"{call.url}repondre/", width=360, expected_errors=(403,))
    start(page)
    page.get_by_role("link", name="La personne à qui écrire").click()
    cookies = page.context.cookies()
    page.context.clear_cookies()

    name = page.get_by_label("Prénom et nom")
    name.fill("Camille Exemple")
    expect(page.locator("[data-saved] + [role=alert]")).to_contain_text(
        "s’est fermé sur cet appareil"
    )
    go_on(page)
    expect(name).to_have_value("Camille Exemple")
    expect(page.get_by_role("heading", level=1)).to_have_text("La personne à qui écrire")

    page.context.add_cookies(cookies)
    go_on(page)
    arrives_at(page, "Projet 1")
    assert StepAnswers.objects.get(step="contact").data["nom"] == "Camille Exemple"
