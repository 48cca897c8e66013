"""Passwords of the admin cannot be tried without end, and nobody is kept out by others."""

import logging
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import limits
from core.limits import CACHE
from directory.caches import directory_cache
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "un mot de passe de 2026"
TOO_MANY = "<h1>Trop d’essais</h1>"
OTHER_ADDRESS = "192.0.2.7"


@pytest.fixture(autouse=True)
def two_accounts(settings) -> None:
    settings.LOGIN_ATTEMPTS = 3
    for name in ("camille", "dominique"):
        UserFactory(username=name, password=PASSWORD, is_superuser=True)


def sign_in(name: str, password: str, address: str = "127.0.0.1") -> tuple[bool, str]:
    """Whether *name* is let in from *address*, and what the page says."""
    client = Client(REMOTE_ADDR=address)
    response = client.post(reverse("login"), {"login": name, "password": password})
    return "_auth_user_id" in client.session, response.content.decode()


def fail(name: str, times: int) -> None:
    for _ in range(times):
        entered, _ = sign_in(name, "au hasard")
        assert not entered


def test_the_right_password_is_refused_after_too_many_wrong_ones() -> None:
    fail("camille", 3)
    entered, page = sign_in("camille", PASSWORD)
    assert not entered
    assert TOO_MANY in page
    assert "minute" in page


def test_how_the_name_is_written_gives_no_more_attempts() -> None:
    fail("CAMILLE", 3)
    assert TOO_MANY in sign_in("camille", PASSWORD)[1]


def test_visits_of_the_site_give_no_more_attempts() -> None:
    fail("camille", 3)
    for number in range(400):  # more than what the cache of the site holds
        directory_cache.get_or_compute("counts", number, str)
    assert TOO_MANY in sign_in("camille", PASSWORD)[1]


def test_colleagues_behind_the_same_address_still_enter() -> None:
    fail("camille", 4)
    assert sign_in("dominique", PASSWORD)[0]


def test_the_owner_of_an_attacked_account_still_enters_from_elsewhere() -> None:
    fail("camille", 4)
    assert sign_in("camille", PASSWORD, OTHER_ADDRESS)[0]


def test_who_enters_starts_again_from_nothing() -> None:
    for _ in range(3):
        fail("camille", 2)
        assert sign_in("camille", PASSWORD)[0]


def test_a_quarter_of_an_hour_later_the_door_is_open_again() -> None:
    fail("camille", 4)
    later = timezone.now() + timedelta(minutes=15)
    with patch.object(limits.timezone, "now", return_value=later):
        assert sign_in("camille", PASSWORD)[0]


def test_a_cache_that_is_away_keeps_nobody_out(caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(caches[CACHE], "incr", side_effect=ConnectionError):
        fail("camille", 4)
        assert sign_in("camille", PASSWORD)[0]
    assert "login: the cache does not answer" in caplog.text


def test_neither_address_nor_name_is_kept_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with patch.object(caches[CACHE], "add", wraps=caches[CACHE].add) as add:
        fail("camille", 4)
    for personal in ("camille", "127.0.0.1", "au hasard"):
        assert personal not in str(add.call_args_list)
        assert personal not in caplog.text


def test_a_form_without_a_name_is_simply_refused() -> None:
    assert sign_in("", PASSWORD)[0] is False


def test_the_form_speaks_french(client: Client) -> None:
    html = client.get(reverse("login")).content.decode()

    assert "Mot de passe" in html
    assert ">Password" not in html
