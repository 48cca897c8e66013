"""An app registers what it needs in its own folder (``tests/small_app``).

Two lines are elsewhere: its name in ``INSTALLED_APPS``, and its rights in ``normandie.roles``, for
who may do what is read in one table.
"""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import QueryDict
from wagtail.permissions import policy_registry

from core.models import OutgoingMail
from core.permissions import give
from core.workflow import Actor
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.small_app.models import Loan
from tests.small_app.permissions import RIGHTS
from tests.small_app.search import LoanSearch
from tests.small_app.workflow import LOANS, TEAM

pytestmark = pytest.mark.django_db
State = Loan.State


def a_loan(state: str = State.ASKED) -> Loan:
    return Loan.objects.create(title="Imprimante 3D", email="lieu@exemple.fr", state=state)


def test_its_mail_leaves_with_its_deed() -> None:
    LOANS.apply(a_loan(), "accorder", Actor(TEAM))

    (mail,) = sent_mails()
    assert (mail.subject, mail.to) == ("Prêt accordé", ["lieu@exemple.fr"])
    assert "Imprimante 3D" in mail.body


def test_a_deed_that_fails_writes_no_mail() -> None:
    loan = a_loan()
    Loan.objects.filter(pk=loan.pk).update(version=5)
    with pytest.raises(Exception, match="Quelqu’un d’autre"):
        LOANS.apply(loan, "accorder", Actor(TEAM))

    assert not OutgoingMail.objects.exists()


def test_its_job_runs_every_night() -> None:
    a_loan(State.GRANTED)
    told = StringIO()
    call_command("daily", stdout=told)

    assert "small_app.count_loans (0\u00a0s)\u00a0: 1 prêts en cours" in told.getvalue()


def test_what_its_table_does_not_offer_is_refused_and_its_rights_can_be_given() -> None:
    group = Group.objects.create(name="Prêteurs")
    give((group, right) for right in RIGHTS)
    lender = UserFactory()
    lender.groups.add(group)
    allowed = policy_registry.get_by_type(Loan).user_has_permission

    assert allowed(lender, "change")
    assert not allowed(UserFactory(), "change")
    assert not allowed(UserFactory(is_superuser=True), "delete")


def test_its_list_reads_says_and_narrows_what_is_asked() -> None:
    a_loan()
    granted = a_loan(State.GRANTED)

    search = LoanSearch.read(QueryDict("etat=accorde&etat=perdu"))

    assert list(search.loans()) == [granted]
    assert [label.text for label in search.labels()] == ["Accordé"]
    assert search.pairs == [("etat", "accorde")]
    assert "perdu" in search.notices[0]
    assert search.without("etat").loans().count() == 2
