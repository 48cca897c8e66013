"""« Fermé aujourd’hui », « fermé du… au… » and « rien n’a changé »: at once, for everybody."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from directory.hours import closures_in
from normandie.espace.services.verification import link_to_confirm
from tests.clock import in_december_2026
from tests.espace.managing import approve, manager
from tests.factories import UserFactory
from tests.reading import main_text

pytestmark = [pytest.mark.django_db, in_december_2026]  # Tuesday, 10 h
WEEK = "Mo-Fr 09:00-12:00,14:00-18:00; PH off"


def test_closed_today_takes_one_tap_and_one_to_take_it_back() -> None:
    someone = manager(hours=WEEK)
    assert "Fermé aujourd’hui" in main_text(someone.page("place"))

    page = someone.tap("closed_today")

    assert "fermé aujourd’hui" in main_text(page)
    assert someone.public.hours == f"{WEEK}; 2026 Dec 01 off"
    assert "Ouvre demain à 9 h" in main_text(Client().get(someone.place.url))

    someone.tap("reopen", first="2026-12-01", last="2026-12-01", from_home="1")

    assert someone.public.hours == WEEK
    assert "Ouvert jusqu’à" in main_text(Client().get(someone.place.url))


def test_a_closure_needs_two_dates_and_forgets_those_that_are_over() -> None:
    someone = manager(hours=f"{WEEK}; 2026 Aug 01-15 off")

    page = someone.tap("closures", first="2026-12-24", last="2027-01-02")

    assert someone.public.hours == f"{WEEK}; 2026 Dec 24-2027 Jan 02 off"
    assert "Fermé du 24 décembre 2026 au 2 janvier 2027" in main_text(page)
    someone.tap("reopen", first="2026-12-24", last="2027-01-02")
    assert someone.public.hours == WEEK


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("hours", "first", "last", "reason"),
    [
        ("", "2026-12-24", "", "Indiquez d’abord vos horaires"),
        (WEEK, "2026-12-24", "2026-12-20", "après le premier"),
        (WEEK, "2026-11-20", "2026-11-21", "Ces jours sont passés"),
        (WEEK, "2026-12-24", "2030-12-24", "un an au plus"),
        (WEEK, "9999-12-31", "", "deux ans"),
        (WEEK, "demain", "", "date"),
    ],
)
def test_what_cannot_be_closed_is_said(hours: str, first: str, last: str, reason: str) -> None:
    someone = manager(hours=hours)

    response = someone.client.post(someone.address("closures"), {"first": first, "last": last})

    assert response.status_code == 422
    assert reason in main_text(response.content.decode())
    assert someone.public.hours == hours


def test_what_waits_for_the_team_goes_on_waiting_with_the_closure() -> None:
    someone = manager(hours=WEEK)
    someone.change(
        "horaires",
        hours_note="Sonnez.",
        **{"hours-usual-5-0-from": "09:00"} | {"hours-usual-5-0-to": "12:00"},
    )

    someone.tap("closed_today")

    assert closures_in(someone.public.hours) == closures_in(someone.draft.hours) != []
    assert (someone.public.hours_note, someone.draft.hours_note) == ("", "Sonnez.")
    assert "Sa" in someone.draft.hours
    assert "Sa" not in someone.public.hours
    assert someone.public.workflow_in_progress
    approve(someone.public, UserFactory(is_superuser=True))
    assert someone.public.hours_note == "Sonnez."
    assert closures_in(someone.public.hours) != []


def test_a_sheet_that_is_not_published_keeps_the_closure_and_says_that_nobody_reads_it() -> None:
    someone = manager(hours=WEEK, live=False)

    home = main_text(someone.page("place"))
    page = main_text(someone.tap("closures", first="2026-12-24"))

    assert "Fermé aujourd’hui" not in home
    assert "Rien n’a changé" not in home
    assert "qui n’est pas publiée : fermé le 24 décembre 2026." in page
    assert "C’est en ligne" not in page
    assert "Fermé le 24 décembre 2026 Retirer" in page
    assert not someone.public.live
    assert "Retirer" not in main_text(someone.tap("reopen", first="2026-12-24"))


def test_one_click_says_that_nothing_changed() -> None:
    someone = manager(verified_on=date(2025, 1, 1), verified_here=False)
    someone.change("contact", phone="02 31 00 00 00")

    someone.tap("unchanged")

    for sheet in (someone.public, someone.draft):
        assert (sheet.verified_on, sheet.verified_here) == (timezone.localdate(), True)
    assert someone.public.phone == ""
    assert "Rien n’a changé, tout est vrai" not in main_text(someone.page("place"))


def test_the_link_of_a_reminder_confirms_by_a_click_and_opens_nothing_else() -> None:
    someone = manager(title="Le Phare", verified_on=date(2025, 1, 1))
    path = urlsplit(link_to_confirm(someone.place)).path
    whoever = Client()

    assert "Rien n’a changé ?" in main_text(whoever.get(path))
    assert someone.public.verified_on == date(2025, 1, 1)  # a scanner of mails opens links

    assert "Merci" in main_text(whoever.post(path))
    assert someone.public.verified_on == timezone.localdate()
    assert whoever.get(someone.address("place")).status_code == 302


def test_a_link_that_is_wrong_or_over_confirms_nothing(time_machine) -> None:
    someone = manager(verified_on=date(2025, 1, 1))
    path = urlsplit(link_to_confirm(someone.place)).path
    time_machine.move_to("2027-03-01 09:00:00+00:00")

    for address in (path, "/espace/verifier/autre-chose/"):
        response = Client().post(address)
        assert response.status_code == 410
        assert "Ce lien ne sert plus" in main_text(response.content.decode())
    assert someone.public.verified_on == date(2025, 1, 1)
