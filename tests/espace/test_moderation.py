"""What managers send, as the team reads it and decides: old and new side by side."""

from datetime import time
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from directory.models import PlacePage
from events.models import EventPage
from events.services.occurrences import set_status
from events.states import Status
from tests.directory.admin.sheet import shown_form
from tests.espace.sendings import manager_of, send_changes
from tests.events.series import weekly, workshop
from tests.factories import PlacePageFactory, TermFactory
from tests.mails import sent_mails
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(db: None) -> Client:
    return signed_in("team")


@pytest.fixture
def place(team: Client) -> PlacePage:
    return PlacePageFactory(
        title="Le Dôme", summary="Un atelier ouvert.", hours="Mo-Fr 09:00-12:00"
    )


def review_url(page: Page) -> str:
    return reverse("espace_review", args=(page.pk,))


def decide(team: Client, page: Page, decision: str, **typed: Any) -> HttpResponseBase:
    shown = team.get(review_url(page))
    return send_decision(team, page, shown, decision, **typed)


def send_decision(
    team: Client, page: Page, shown: HttpResponseBase, decision: str, **typed: Any
) -> HttpResponseBase:
    """Decide on what *shown*, the screen as it was opened, held."""
    seen = shown.content.decode().split('name="revision" value="')[1].split('"')[0]
    form = {"revision": seen, "decision": decision, "comment": ""} | typed
    return team.post(review_url(page), form, follow=True)


def saved(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def test_a_moderator_reads_old_and_new_one_link_from_the_first_screen(
    team: Client, place: PlacePage
) -> None:
    gaelle = manager_of(place, first_name="Gaëlle", last_name="Rey")
    send_changes(place, gaelle, hours="Mo-Fr 14:00-18:00")

    home = team.get(reverse("wagtailadmin_home"))
    screen = text_of(team.get(review_url(place)))

    assert f'href="{review_url(place)}"' in home.content.decode()
    assert "Le Dôme Lieu – Annuaire Gaëlle Rey" in text_of(home)
    old, new = "de 9 h à 12 h.", "de 14 h à 18 h."
    assert screen.index(old) < screen.index(new)
    assert "envoyée par Gaëlle Rey" in screen
    assert "Un atelier ouvert." not in screen  # what does not change is left out
    assert "Mo-Fr" not in screen


def test_terms_are_compared_by_their_names(team: Client, place: PlacePage) -> None:
    version = place.get_latest_revision_as_object()
    version.terms.add(TermFactory(label="Imprimer et numériser", code="imprimer"))
    send_changes(version, manager_of(place))

    assert "Imprimer et numériser" in text_of(team.get(review_url(place)))


def test_what_is_approved_is_published_and_its_author_is_told_once(
    team: Client, place: PlacePage
) -> None:
    manager = manager_of(place)
    send_changes(place, manager, summary="Un fablab ouvert.")

    answer = decide(team, place, "approve", comment="Merci beaucoup & à bientôt.")

    assert "« Le Dôme » est publié." in text_of(answer)
    assert saved(place).summary == "Un fablab ouvert."
    assert text_of(team.get(reverse("wagtailadmin_home"))).count("Comparer") == 0
    mail = [each for each in sent_mails() if each.to == [manager.email]]
    assert [each.subject for each in mail] == ["Publié : Le Dôme"]
    assert "Merci beaucoup & à bientôt." in mail[0].body
    assert reverse("espace:place", args=(place.pk,)) in mail[0].body
    assert "/admin/" not in mail[0].body


def test_what_is_refused_stays_with_its_author_who_reads_why(
    team: Client, place: PlacePage
) -> None:
    manager = manager_of(place)
    send_changes(place, manager, summary="Le meilleur.")

    unsaid = decide(team, place, "reject")
    assert "Dites ce qui est à corriger." in text_of(unsaid)

    decide(team, place, "reject", comment="Sans superlatif.")

    assert saved(place).summary == "Un atelier ouvert."
    assert saved(place).get_latest_revision_as_object().summary == "Le meilleur."
    mail = [each for each in sent_mails() if each.to == [manager.email]]
    assert [each.subject for each in mail] == ["À corriger : Le Dôme"]
    assert "Sans superlatif." in mail[0].body
    assert reverse("espace:place", args=(place.pk,)) in mail[0].body
    assert "/admin/" not in mail[0].body

    assert "Comparer" not in text_of(team.get(reverse("wagtailadmin_home")))
    send_changes(place, manager, summary="Un bon atelier.")
    assert "Comparer Le Dôme" in text_of(team.get(reverse("wagtailadmin_home")))


def test_the_team_is_told_once_of_what_waits_and_led_to_the_comparison(
    team: Client, place: PlacePage
) -> None:
    signed_in("admin")
    manager = manager_of(place)
    send_changes(place, manager, summary="Un fablab ouvert.")
    send_changes(place, manager, summary="Un grand fablab ouvert.")

    (mail,) = sent_mails()

    assert mail.to == [get_user_model().objects.get(pk=team.session[SESSION_KEY]).email]
    assert mail.subject == "À relire : Le Dôme"
    assert review_url(place) in mail.body


def test_who_sent_the_version_that_was_read_is_answered(team: Client, place: PlacePage) -> None:
    first, last = manager_of(place), manager_of(place)
    send_changes(place, first, summary="Un fablab ouvert.")
    send_changes(place, last, summary="Un grand fablab ouvert.")

    decide(team, place, "reject", comment="Sans superlatif.")

    assert [mail.to for mail in sent_mails() if mail.subject == "À corriger : Le Dôme"] == [
        [last.email]
    ]


def test_a_version_that_nobody_read_is_never_published(team: Client, place: PlacePage) -> None:
    manager = manager_of(place)
    send_changes(place, manager, summary="Lue.")
    shown = team.get(review_url(place))
    send_changes(place, manager, summary="Arrivée pendant la lecture.")

    answer = send_decision(team, place, shown, "approve")

    assert "Une nouvelle version a été enregistrée" in text_of(answer)
    assert "Arrivée pendant la lecture." in text_of(answer)
    assert saved(place).summary == "Un atelier ouvert."


def test_a_decision_that_a_colleague_took_is_said(team: Client, place: PlacePage) -> None:
    send_changes(place, manager_of(place), summary="Lue deux fois.")
    shown = team.get(review_url(place))
    decide(signed_in("team"), place, "approve")

    answer = send_decision(team, place, shown, "reject", comment="Non.")

    assert "Plus rien n’attend sur cette page" in text_of(answer)
    assert saved(place).summary == "Lue deux fois."


def test_a_series_is_one_decision_that_says_which_states_it_loses(
    team: Client, place: PlacePage
) -> None:
    series = weekly(place=place, title="Photos", count=4)
    set_status(series.occurrences.all()[3], Status.CANCELLED)
    send_changes(series, manager_of(place), rule="FREQ=WEEKLY;COUNT=3", end_time=time(17))

    screen = text_of(team.get(review_url(series)))
    assert "Chaque lundi, 4 fois" in screen
    assert "Chaque lundi, 3 fois" in screen
    assert "efface l’état de dates" in screen

    decide(team, series, "approve")

    assert {each.ends_at.minute for each in series.occurrences.all()} == {0}
    assert series.occurrences.count() == 3
    assert "Comparer" not in text_of(team.get(reverse("wagtailadmin_home")))


def test_a_new_event_is_read_whole(team: Client, place: PlacePage) -> None:
    event = workshop(place=place, title="Réparer son vélo", live=False)
    send_changes(event, manager_of(place))

    screen = text_of(team.get(review_url(event)))

    assert "Cette page n’est pas encore publiée" in screen
    assert "Titre Réparer son vélo" in screen
    assert not saved(event).live
    decide(team, event, "approve")
    assert EventPage.objects.get(pk=event.pk).live


def test_what_waits_costs_as_many_queries_however_long_the_list(team: Client) -> None:
    def send_one() -> None:
        for page in (place := PlacePageFactory(), workshop(place=place)):
            send_changes(page, manager_of(place), summary="Autre.")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            team.get(reverse("wagtailadmin_home"))
        return len(queries)

    send_one()
    first = cost()
    for _ in range(4):
        send_one()

    assert cost() <= first


def test_who_saves_a_sheet_that_its_manager_changed_meanwhile_sees_both(
    team: Client, place: PlacePage
) -> None:
    place.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=(place.pk,))
    form = shown_form(team, url)
    manager = manager_of(place, first_name="Gaëlle", last_name="Rey")
    send_changes(place, manager, summary="De Gaëlle.")
    theirs = saved(place).latest_revision

    answer = team.post(url, {**dict(form.lists()), "summary": "De l’équipe."}, follow=True)

    assert "pendant que vous modifiiez celle-ci, par Gaëlle Rey" in text_of(answer)
    both = reverse("wagtailadmin_pages:revisions_compare", args=(place.pk, theirs.pk, "latest"))
    assert f'href="{both}"' in answer.content.decode()
    assert "De Gaëlle." in text_of(team.get(both))

    again = team.post(url, {**dict(shown_form(team, url).lists())}, follow=True)
    assert "pendant que vous modifiiez" not in text_of(again)
