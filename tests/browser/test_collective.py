"""The collective of managers on a phone: nothing overflows, nothing is out of reach, no script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from normandie.equipment.first_pages import create_equipment
from normandie.equipment.models import ExperimentPage, Loan
from normandie.espace.models import Answer, Comment, NewsItem, Question, RoadmapAxis
from tests.browser.axe import violations
from tests.equipment.lending import a_kit, a_loan
from tests.equipment.trying import an_experiment
from tests.espace.collective import COLLECTIVE, a_document, a_manager
from tests.factories import HomePageFactory, PlacePageFactory

LONG = "Anticonstitutionnellement" * 6
TARGET = 44  # CSS pixels, of what is touched
REFUSED = {"expected_errors": (422,)}  # what is not filled in, that the browser notes
# Links in a sentence are as high as its line (WCAG 2.5.8); what stands alone is not.
ALONE = "main button, main summary, main select, .collective-choices a, .collective-list__title"


@pytest.fixture
def manager() -> Any:
    """A manager, among peers with long names who wrote long words."""
    user = a_manager("Gaëlle Martin")
    places = [PlacePageFactory(title=f"{LONG[:60]} {number}") for number in range(5)]
    peer = a_manager(f"Malo {LONG[:40]}", places, is_listed=True, helps_with=LONG, shows_email=True)
    NewsItem.objects.create(title=LONG[:150], text=f"{LONG}\n\nhttps://exemple.fr/{LONG}")
    question = Question.objects.create(author=user, title=LONG[:150], text=LONG)
    Answer.objects.create(question=question, author=peer, text=LONG)
    axis = RoadmapAxis.objects.create(title=LONG[:150], text=LONG, progress=LONG, source=LONG)
    Comment.objects.create(axis=axis, author=peer, text=LONG)
    a_document(LONG[:150])
    kit = a_kit(name=LONG[:120], contents=LONG, workshops=LONG, notice=LONG, to_validate=True)
    a_loan(kit=kit, place=user.managed_places.get())
    create_equipment(HomePageFactory())
    an_experiment(LONG[:150], outcome=f"<p>{LONG}</p>", wanted=LONG)
    return user


def paths() -> dict[str, str]:
    question, axis = Question.objects.get(), RoadmapAxis.objects.get()
    peer = Answer.objects.get().author.collective_profile
    return {
        "home": COLLECTIVE,
        "news": f"{COLLECTIVE}actualites/",
        "questions": f"{COLLECTIVE}questions/",
        "ask": f"{COLLECTIVE}questions/poser/",
        "question": question.get_absolute_url(),
        "peers": f"{COLLECTIVE}gerants/?departement=14",
        "message": f"{COLLECTIVE}gerants/{peer.pk}/ecrire/",
        "profile": f"{COLLECTIVE}gerants/moi/",
        "documents": f"{COLLECTIVE}documents/",
        "roadmap": f"{COLLECTIVE}feuille-de-route/",
        "axis": f"{COLLECTIVE}feuille-de-route/{axis.pk}/",
        "place": "/espace/",
        **paths_of_equipment(),
    }


def paths_of_equipment() -> dict[str, str]:
    loan, experiment = Loan.objects.get(), ExperimentPage.objects.get()
    kit, own = f"{COLLECTIVE}materiel/{loan.kit_id}/", f"{COLLECTIVE}materiel/prets/{loan.pk}/"
    return {
        "equipment": f"{COLLECTIVE}materiel/",
        "kit": kit,
        "ask for a kit": f"{kit}demander/",
        "breakdown": f"{kit}panne/",
        "loan": own,
        "action": f"{own}renoncer/",
        "sheet of a loan": f"{own}fiche/",
        "public page": "/materiel/",
        "experiments": f"{COLLECTIVE}experimentations/",
        "offer": f"{COLLECTIVE}experimentations/{experiment.pk}/participer/",
        "public experiments": "/experimentations/",
        "public experiment": experiment.url,
    }


def test_every_page_is_accessible_and_fits_a_small_phone(
    open_admin: Callable[..., Page], manager: Any
) -> None:
    page = open_admin(COLLECTIVE, user=manager, width=320)
    found: dict[str, Any] = {}
    for name, path in paths().items():
        page.goto(path)
        wrong = violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wrong.append("wider than the screen")
        heights = [box["height"] for box in boxes(page) if box]
        if min(heights, default=TARGET) < TARGET:
            wrong.append(f"a target of {min(heights)} pixels")
        found[name] = wrong

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def boxes(page: Page) -> list[Any]:
    return [each.bounding_box() for each in page.locator(ALONE).all() if each.is_visible()]


def test_a_question_is_asked_and_answered_without_a_script(
    open_admin: Callable[..., Page], manager: Any
) -> None:
    page = open_admin("/espace/", user=manager, width=360, javascript=False, **REFUSED)
    page.get_by_role("link", name="Annuaire des gérants, documents").click()
    page.get_by_role("link", name="Poser une question à tous").click()
    page.get_by_role("button", name="Poser la question").click()

    expect(page.get_by_role("link", name="Écrivez votre question en une phrase.")).to_be_visible()
    page.get_by_label("Votre question, en une phrase").fill("Qui prête une découpe laser ?")
    page.get_by_label("Le détail").fill("Pour une semaine.")
    page.get_by_role("button", name="Poser la question").click()
    page.get_by_label("Votre réponse").fill("C’est trouvé, merci.")
    page.get_by_role("button", name="Publier ma réponse").click()
    expect(page.get_by_text("Votre réponse est publiée.")).to_be_visible()
    page.get_by_role("button", name="Ma question est résolue").click()

    expect(page.get_by_text("Résolue", exact=True)).to_be_visible()
