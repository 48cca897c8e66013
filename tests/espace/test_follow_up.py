"""Sheets that nobody has verified for months: reminders to managers, the board of staff."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import OutgoingMail
from directory.models import PlacePage
from normandie.espace.jobs import remind_managers
from normandie.espace.models import VerificationReminder
from normandie.espace.services.trust import trust
from tests.espace.sendings import manager_of
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import row_titles, rows
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
BOARD = "/admin/annuaire/suivi/"


@pytest.fixture
def team(db: None) -> Client:
    return signed_in("team")


def sheet(months: int, title: str = "Le Dôme", **fields: object) -> PlacePage:
    """Return a place that was verified *months* ago."""
    verified_on = timezone.localdate() - relativedelta(months=months)
    return PlacePageFactory(title=title, verified_on=verified_on, **fields)


def older(place: PlacePage, months: int) -> None:
    """Let time pass: *place* was verified *months* ago."""
    verified_on = timezone.localdate() - relativedelta(months=months)
    reminders = VerificationReminder.objects.filter(place=place, verified_on=place.verified_on)
    reminders.update(verified_on=verified_on)
    PlacePage.objects.filter(pk=place.pk).update(verified_on=verified_on)
    place.verified_on = verified_on


def reminded() -> list[tuple[str, ...]]:
    remind_managers()
    return [tuple(each.to) for each in sent_mails()]


def test_managers_are_reminded_after_six_months_then_a_year_once_each() -> None:
    place = sheet(6)
    manager = manager_of(place)

    assert reminded() == [(manager.email,)]
    (mail,) = sent_mails()
    assert "depuis six mois" in mail.body
    assert "/espace/verifier/" in mail.body
    assert "/admin/" not in mail.body

    OutgoingMail.objects.all().delete()  # it is kept for a time; what it told is not told again
    assert len(reminded()) == 1

    older(place, 12)
    assert len(reminded()) == 2
    assert len(reminded()) == 2
    assert "depuis un an" in sent_mails()[-1].body


def test_a_sheet_that_is_verified_meanwhile_begins_again() -> None:
    place = sheet(7)
    manager_of(place)
    assert len(reminded()) == 1

    older(place, 0)
    VerificationReminder.objects.update(verified_on=timezone.localdate() - timedelta(days=300))
    assert len(reminded()) == 1

    PlacePage.objects.update(verified_on=timezone.localdate() - relativedelta(months=6))
    assert len(reminded()) == 2


@pytest.mark.parametrize(
    ("months", "fields"), [(5, {}), (12, {"live": False})], ids=["fresh", "not published"]
)
def test_nobody_is_reminded_of_a_sheet_that_is_fresh_or_unseen(months: int, fields: dict) -> None:
    manager_of(sheet(months, **fields))

    assert reminded() == []


def test_who_manages_no_more_is_not_reminded() -> None:
    place = sheet(8)
    place.managers.add(UserFactory(is_active=False))

    assert reminded() == []
    assert not VerificationReminder.objects.exists()  # whoever comes next will be

    manager = manager_of(place)
    assert reminded() == [(manager.email,)]


def test_the_board_finds_what_is_stale_and_what_nobody_manages(team: Client) -> None:
    stale = sheet(13, "Vieux", summary="")
    manager_of(stale, first_name="Gaëlle", last_name="Rey")
    sheet(8, "Orphelin")
    fresh = sheet(0, "Neuf")
    manager_of(fresh)
    trust(fresh, None, publishes_directly=True)
    remind_managers()

    def found(**asked: str) -> list[str]:
        return row_titles(team.get(BOARD, asked))

    assert found() == ["Vieux", "Orphelin", "Neuf"]
    assert found(unverified_for="12") == ["Vieux"]
    assert found(unverified_for="6") == ["Vieux", "Orphelin"]
    assert found(managed="non") == ["Orphelin"]
    assert found(managed="oui") == ["Vieux", "Neuf"]
    assert found(trusted="oui") == ["Neuf"]
    (row,) = rows(team.get(BOARD, {"unverified_for": "12"}))
    assert "Gaëlle Rey" in row[2]
    assert f"{timezone.localdate():%d/%m/%Y}" in row[4]
    menu = team.get(reverse("wagtailadmin_home")).content.decode()
    assert f"{BOARD}?unverified_for=6" in menu
    assert f"{BOARD}?managed=non" in menu


def test_the_board_leads_to_who_is_to_be_chosen(team: Client) -> None:
    place = sheet(8)

    page = team.get(BOARD).content.decode()

    assert f'href="{reverse("espace_invite", args=(place.pk,))}"' in page
    assert f'href="{reverse("espace_trust", args=(place.pk,))}"' in page


def test_the_board_is_a_spreadsheet_with_names(team: Client) -> None:
    place = sheet(13, "=1+1")
    manager_of(place, first_name="Gaëlle", last_name="Rey")

    response = team.get(BOARD, {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()

    assert "Gestionnaires" in lines[0]
    assert "Gaëlle Rey" in lines[1]
    assert not lines[1].startswith("=")  # no formula


def test_the_board_costs_as_many_queries_however_long_it_is(team: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            team.get(BOARD)
        return len(queries)

    manager_of(sheet(8))
    first = cost()
    for _ in range(5):
        manager_of(sheet(9))

    assert cost() <= first
