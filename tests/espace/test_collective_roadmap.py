"""The road map of the label: axes that staff write, that managers support and comment."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from normandie.espace.first_axes import FILE, create_first_axes
from normandie.espace.models import Comment, RoadmapAxis, Support
from tests.espace.collective import COLLECTIVE, HOSTILE, a_manager, an_axis, browser_of
from tests.reading import main_text, texts
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
ROADMAP = f"{COLLECTIVE}feuille-de-route/"


def test_one_person_supports_an_axis_once_and_may_take_it_back() -> None:
    axis, one, other = an_axis(), browser_of(a_manager()), browser_of(a_manager())
    address = f"{ROADMAP}{axis.pk}/soutien/"

    assert "Personne ne l’a encore soutenu" in main_text(one.get(ROADMAP))
    one.post(address)
    one.post(address)
    page = one.post(address, {"liste": "oui"}, follow=True)
    assert page.redirect_chain[-1][0] == f"{ROADMAP}#axe-{axis.pk}"
    assert "1 personne soutient cet axe" in main_text(page)
    assert texts(page, ".support button") == [f"Retirer mon soutien à « {axis} »"]
    other.post(address)
    assert "2 personnes soutiennent cet axe" in main_text(one.get(f"{ROADMAP}{axis.pk}/"))

    page = one.post(address, {"retirer": "oui"}, follow=True)
    assert "1 personne soutient cet axe" in main_text(page)
    assert "Je soutiens" in main_text(page)


def test_support_leaves_with_the_account_and_comments_lose_their_name() -> None:
    axis, user = an_axis(), a_manager("Gaëlle Martin")
    client = browser_of(user)
    client.post(f"{ROADMAP}{axis.pk}/soutien/")
    client.post(f"{ROADMAP}{axis.pk}/", {"text": "Avec une petite équipe ?"})
    reader = browser_of(a_manager())
    assert "Gaëlle Martin" in main_text(reader.get(f"{ROADMAP}{axis.pk}/"))

    user.delete()
    text = main_text(reader.get(f"{ROADMAP}{axis.pk}/"))

    assert not Support.objects.exists()
    assert "Une personne qui a quitté le réseau" in text
    assert "Avec une petite équipe ?" in text
    assert "Gaëlle" not in text


def test_comments_are_text_counted_where_everybody_reads_them() -> None:
    axis, user = an_axis(), a_manager()
    for number in range(21):
        Comment.objects.create(axis=axis, author=user, text=f"Commentaire {number}.")
    client = browser_of(user)

    page = client.post(f"{ROADMAP}{axis.pk}/", {"text": HOSTILE}, follow=True)

    assert "<script>alert(1)</script>" in main_text(page)
    assert b"<script>alert" not in page.content
    assert "22 commentaires" in texts(page, "h2")
    assert "Commentaire 20." in main_text(page)
    assert "Commentaire 0." not in main_text(page)
    assert "22 commentaires" in main_text(client.get(ROADMAP))


def test_an_empty_comment_is_refused() -> None:
    page = browser_of(a_manager()).post(f"{ROADMAP}{an_axis().pk}/", {"text": "  "})

    assert page.status_code == 422
    assert not Comment.objects.exists()


def test_the_first_axes_come_from_the_region_and_are_to_be_validated() -> None:
    announced = len(settings.REGION.read(FILE)["axes"])
    assert create_first_axes() == announced
    assert create_first_axes() == 0

    page = browser_of(a_manager()).get(ROADMAP)

    assert len(texts(page, "article")) == announced
    assert main_text(page).count("À valider par la Région") == announced
    axis = RoadmapAxis.objects.first()
    assert "10 septembre 2018" in main_text(browser_of(a_manager()).get(f"{ROADMAP}{axis.pk}/"))


def test_the_team_writes_an_axis_and_says_where_it_stands() -> None:
    axis = an_axis()
    fields = {
        "title": "Garantir l’accueil",
        "text": "Ensemble.",
        "progress": "Une charte est en cours.",
        "order": "1",
        "source": "",
    }

    signed_in("team").post(
        reverse("wagtailsnippets_espace_roadmapaxis:edit", args=(axis.pk,)), fields
    )
    text = main_text(browser_of(a_manager()).get(f"{ROADMAP}{axis.pk}/"))

    assert "Garantir l’accueil" in text
    assert "Où en est l’équipe Une charte est en cours." in text
    assert "À valider" not in text


def test_the_road_map_costs_the_same_for_many_axes(django_assert_max_num_queries: Any) -> None:
    user = a_manager()
    for number in range(30):
        Comment.objects.create(axis=an_axis(f"Axe {number}"), author=user, text="Oui.")

    client = browser_of(user)
    client.get(COLLECTIVE)  # the frame of the site is kept
    with django_assert_max_num_queries(15):
        page = client.get(ROADMAP)

    assert len(texts(page, "article")) == 30
    assert "Pas encore d’axe" not in main_text(page)
