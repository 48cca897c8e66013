"""Secret links open one thing, for one purpose, until they are withdrawn."""

from datetime import timedelta

import pytest
import time_machine

from core.models import AccessToken
from core.tokens import find_by_token, issue_token, revoke_tokens
from tests.factories import UserFactory
from tests.small_app.models import Loan

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan() -> Loan:
    return Loan.objects.create(title="Imprimante 3D", email="lieu@exemple.fr")


def test_a_secret_opens_its_thing_for_its_purpose_alone(loan: Loan) -> None:
    secret = issue_token("suivre", loan)

    assert find_by_token("suivre", Loan, secret) == loan
    assert find_by_token("modifier", Loan, secret) is None
    assert find_by_token("suivre", type(UserFactory(pk=loan.pk)), secret) is None


@pytest.mark.one_engine
@pytest.mark.parametrize("wrong", ["", "x", "é" * 40, "a" * 10_000, "\x00"])
def test_what_is_no_secret_opens_nothing(loan: Loan, wrong: str) -> None:
    issue_token("suivre", loan)

    assert find_by_token("suivre", Loan, wrong) is None


def test_a_link_is_withdrawn_at_once(loan: Loan) -> None:
    follow, change = issue_token("suivre", loan), issue_token("modifier", loan)

    assert revoke_tokens(loan, "suivre") == 1
    assert find_by_token("suivre", Loan, follow) is None
    assert find_by_token("modifier", Loan, change) == loan
    assert revoke_tokens(loan) == 1
    assert find_by_token("modifier", Loan, change) is None


def test_a_link_ends_on_its_date(loan: Loan) -> None:
    secret = issue_token("suivre", loan, lasting=timedelta(days=14))
    issued = AccessToken.objects.get().created_at

    with time_machine.travel(issued + timedelta(days=13, hours=23), tick=False):
        assert find_by_token("suivre", Loan, secret) == loan
    with time_machine.travel(issued + timedelta(days=14), tick=False):
        assert find_by_token("suivre", Loan, secret) is None


def test_the_database_holds_nothing_that_opens(loan: Loan) -> None:
    secret = issue_token("suivre", loan)

    assert secret not in str(list(AccessToken.objects.values()))
    assert find_by_token("suivre", Loan, AccessToken.objects.get().digest) is None
