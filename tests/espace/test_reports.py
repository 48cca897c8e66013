"""What visitors report of a place, answered by who manages it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import ErrorReport, PlacePage
from tests.espace.sendings import manager_of
from tests.factories import ErrorReportFactory, PlacePageFactory
from tests.mails import sent_mails
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(title="Le Dôme")


@pytest.fixture
def manager(place: PlacePage) -> Client:
    client = Client()
    client.force_login(manager_of(place, first_name="Gaëlle", last_name="Rey"))
    return client


def report_url(report: ErrorReport) -> str:
    return reverse("espace:report", args=(report.place_id, report.pk))


def act(manager: Client, report: ErrorReport, action: str, answer: str = "") -> Any:
    form = {"version": report.version, "action": action, "answer": answer}
    return manager.post(report_url(report), form, follow=True)


def test_managers_are_told_without_a_word_of_what_was_written(place: PlacePage) -> None:
    manager = manager_of(place)
    report = ErrorReportFactory(
        place=place, message="Fermé le lundi.", email="visiteuse@exemple.fr"
    )

    (mail,) = (each for each in sent_mails() if each.to == [manager.email])

    assert "Le Dôme" in mail.subject
    assert report_url(report) in mail.body
    assert "Fermé le lundi." not in mail.body
    assert "visiteuse" not in mail.body


def test_a_manager_reads_what_waits_and_answers_without_seeing_the_address(
    place: PlacePage, manager: Client
) -> None:
    report = ErrorReportFactory(
        place=place, message="Fermé le lundi.", email="visiteuse@exemple.fr"
    )
    home = manager.get(reverse("espace:place", args=(place.pk,)))
    listing = manager.get(reverse("espace:reports", args=(place.pk,)))
    screen = manager.get(report_url(report))

    assert "1 erreur signalée" in text_of(home)
    assert report_url(report) in listing.content.decode()
    assert "Fermé le lundi." in text_of(screen)
    for page in (home, listing, screen):
        assert "visiteuse@exemple.fr" not in page.content.decode()

    act(manager, report, "corriger", "C’est corrigé, merci.")

    report.refresh_from_db()
    assert report.state == ErrorReport.State.FIXED
    (mail,) = (each for each in sent_mails() if each.to == ["visiteuse@exemple.fr"])
    assert "C’est corrigé, merci." in mail.body
    assert "erreur signalée" not in text_of(manager.get(reverse("espace:place", args=(place.pk,))))


def test_staff_read_who_answered(place: PlacePage, manager: Client) -> None:
    report = ErrorReportFactory(place=place)
    act(manager, report, "corriger")

    url = reverse("wagtailsnippets_directory_errorreport:inspect", args=(report.pk,))
    history = text_of(signed_in("team").get(url))

    assert "Corriger et clore → Corrigé" in history
    assert "par Gaëlle Rey" in history


def test_who_left_no_address_gets_no_answer(place: PlacePage, manager: Client) -> None:
    report = ErrorReportFactory(place=place, email="")

    assert "n’a pas laissé d’adresse" in text_of(manager.get(report_url(report)))
    assert act(manager, report, "repondre", "Bonjour").status_code == 422

    report.refresh_from_db()
    assert report.state == ErrorReport.State.NEW


def test_what_the_team_did_meanwhile_is_not_undone(place: PlacePage, manager: Client) -> None:
    report = ErrorReportFactory(place=place, email="visiteuse@exemple.fr")
    before = ErrorReport.objects.get(pk=report.pk)
    act(manager, report, "repondre", "Je regarde.")

    answer = act(manager, before, "repondre", "Autre réponse.")

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "vient de changer l’état" in shown
    assert "Autre réponse." in shown  # what was typed is not lost
    report.refresh_from_db()
    assert report.answer == "Je regarde."


@pytest.mark.parametrize("action", ["clore", "rouvrir", "noter", "prendre"])
def test_the_other_actions_are_those_of_the_team(
    place: PlacePage, manager: Client, action: str
) -> None:
    report = ErrorReportFactory(place=place)

    assert act(manager, report, action).status_code == 422

    report.refresh_from_db()
    assert report.state == ErrorReport.State.NEW


def test_the_report_of_another_place_is_not_found(place: PlacePage, manager: Client) -> None:
    other = ErrorReportFactory(place=PlacePageFactory())

    swapped = reverse("espace:report", args=(place.pk, other.pk))

    assert manager.get(swapped).status_code == 404
    assert manager.post(swapped, {"action": "corriger"}).status_code == 404


def test_the_first_screen_of_the_team_is_one_click_from_each_thing_to_do(
    place: PlacePage,
) -> None:
    with_address = ErrorReportFactory(place=place, email="visiteuse@exemple.fr")
    without = ErrorReportFactory(place=place, email="", message="Fermé le lundi.")
    team = signed_in("team")

    page = team.get(reverse("wagtailadmin_home")).content.decode()

    def link(report: ErrorReport, action: str) -> bool:
        name = "wagtailsnippets_directory_errorreport:action"
        return f'href="{reverse(name, args=(report.pk, action))}"' in page

    assert f'href="{reverse("wagtailadmin_pages:edit", args=(place.pk,))}"' in page
    assert "Fermé le lundi." in page
    assert link(with_address, "repondre")
    assert not link(without, "repondre")
    assert link(with_address, "corriger")
    assert link(without, "corriger")
