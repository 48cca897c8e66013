"""What may become of a report, by whom, and what leaves with it."""

from typing import Any

import pytest
from django.utils import timezone

from core.answering import LEFT, AnswerLeaving, NoAddress
from core.models import OutgoingMail
from core.workflow import TEAM, Actor, ReasonMissing
from directory.models import ErrorReport
from directory.workflow import REPORTS
from tests.factories import ErrorReportFactory, UserFactory
from tests.mails import sent_mails
from tests.workflows import check_case, every_case

pytestmark = pytest.mark.django_db
NEW, IN_PROGRESS, FIXED, REJECTED = ErrorReport.State.values


@pytest.mark.parametrize(("state", "action", "role"), every_case(REPORTS))
def test_the_table_alone_says_what_may_be_done(state: str, action: str, role: str) -> None:
    check_case(
        REPORTS,
        lambda state: ErrorReportFactory(state=state),
        (state, action, role),
        answer="Merci, c’est corrigé.",
        at=timezone.now(),
    )


def test_staff_read_the_table_as_it_was_decided() -> None:
    def possible(state: str) -> list[str]:
        return [each.action for each in REPORTS.possible(state, [TEAM])]

    assert possible(NEW) == ["prendre", "repondre", "corriger", "clore", "noter"]
    assert possible(IN_PROGRESS) == ["repondre", "corriger", "clore", "noter"]
    assert possible(FIXED) == possible(REJECTED) == ["rouvrir", "noter"]


def act(report: ErrorReport, action: str, **given: Any) -> None:
    REPORTS.apply(report, action, Actor(TEAM, UserFactory()), **given)


def test_a_closed_report_is_dated_until_it_is_opened_again() -> None:
    report = ErrorReportFactory()

    act(report, "clore", reason="Déjà corrigé.")
    closed_at = ErrorReport.objects.get().closed_at
    assert timezone.now() - closed_at < timezone.timedelta(minutes=1)

    act(report, "rouvrir", reason="En fait non.")
    assert ErrorReport.objects.get().closed_at is None


@pytest.mark.parametrize("action", ["clore", "noter"])
def test_some_actions_say_why(action: str) -> None:
    with pytest.raises(ReasonMissing):
        act(ErrorReportFactory(), action, reason=" ")


def test_to_correct_and_close_answers_in_one_go() -> None:
    report = ErrorReportFactory()
    act(report, "corriger", answer="Les horaires sont corrigés.")

    (message,) = sent_mails()

    kept = ErrorReport.objects.get()
    assert (kept.state, kept.answer) == (FIXED, "Les horaires sont corrigés.")
    assert kept.answered_at is not None
    assert [step.action for step in kept.history.all()] == ["corriger", LEFT]
    assert message.to == [report.email]
    assert "Les horaires sont corrigés." in message.body
    assert report.message not in message.body


def test_an_answer_that_waits_is_replaced_and_a_later_one_leaves_too() -> None:
    report = ErrorReportFactory()
    act(report, "repondre", answer="Première.")
    act(report, "repondre", answer="Deuxième.")
    sent_mails()
    report.refresh_from_db()
    act(report, "repondre", answer="Troisième.")

    bodies = [mail.body for mail in sent_mails()]

    assert ["Deuxième." in bodies[0], "Troisième." in bodies[1], len(bodies)] == [True, True, 2]


def test_nothing_changes_while_an_answer_is_leaving() -> None:
    report = ErrorReportFactory()
    act(report, "repondre", answer="Première.")
    OutgoingMail.objects.update(leased_until=timezone.now() + timezone.timedelta(hours=1))

    with pytest.raises(AnswerLeaving):
        act(report, "corriger", answer="Deuxième.")

    kept = ErrorReport.objects.get()
    assert (kept.state, kept.answer, kept.closed_at) == (IN_PROGRESS, "Première.", None)
    assert kept.history.count() == 1


def test_nobody_is_answered_without_an_address() -> None:
    report = ErrorReportFactory(email="")

    with pytest.raises(NoAddress):
        act(report, "repondre", answer="Merci.")
    act(report, "corriger")

    assert not OutgoingMail.objects.exists()
    assert ErrorReport.objects.get().state == FIXED
