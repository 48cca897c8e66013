"""What may become of a complaint, by whom, and when its clock stops."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.answering import LEFT, AnswerLeaving
from core.models import OutgoingMail
from core.workflow import SYSTEM, TEAM, Actor, NotNow
from normandie.accessibility.models import AccessibilityPage, Complaint
from normandie.accessibility.workflow import COMPLAINTS
from tests.accessibility.conftest import make_complaint
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.workflows import check_case, every_case

pytestmark = pytest.mark.django_db
RECEIVED, IN_PROGRESS, ANSWERED = Complaint.State.values


@pytest.fixture
def complaint(declaration: AccessibilityPage) -> Complaint:
    return make_complaint()


def act(complaint: Complaint, action: str, **given: Any) -> None:
    COMPLAINTS.apply(complaint, action, Actor(TEAM, UserFactory()), **given)


@pytest.mark.parametrize(("state", "action", "role"), every_case(COMPLAINTS))
def test_the_table_alone_says_what_may_be_done(
    declaration: AccessibilityPage, state: str, action: str, role: str
) -> None:
    check_case(
        COMPLAINTS,
        lambda state: make_complaint(state=state),
        (state, action, role),
        answer="C’est réparé.",
        at=timezone.now(),
    )


def test_the_answer_alone_closes_a_complaint() -> None:
    closing = [each for each in COMPLAINTS.transitions if each.target == ANSWERED]

    assert {(each.action, *each.roles) for each in closing if ANSWERED not in each.sources} == {
        (LEFT, SYSTEM)
    }
    assert [each.action for each in COMPLAINTS.possible(ANSWERED, [TEAM])] == ["noter"]


def test_the_clock_stops_when_the_answer_has_left(complaint: Complaint) -> None:
    act(complaint, "repondre", answer="C’est réparé.")
    kept = Complaint.objects.get()
    assert (kept.state, kept.answered_at) == (IN_PROGRESS, None)
    assert kept.mails.endswith("éponse pas encore partie")

    (message,) = sent_mails()

    kept = Complaint.objects.get()
    assert (kept.state, kept.answer) == (ANSWERED, "C’est réparé.")
    assert kept.answered_at == OutgoingMail.objects.get().sent_at
    assert kept.deadline == "Répondue à temps"
    assert [(step.action, step.role) for step in kept.history.all()] == [
        ("repondre", TEAM),
        (LEFT, SYSTEM),
    ]
    assert message.to == ["camille@exemple.fr"]
    assert "C’est réparé." in message.body
    assert "71120" in message.body


def test_an_answer_that_waits_is_replaced_and_leaves_once(complaint: Complaint) -> None:
    act(complaint, "repondre", answer="C’est réparrré.")
    act(complaint, "noter", reason="Une faute de frappe.")
    act(complaint, "repondre", answer="C’est réparé.")

    (message,) = sent_mails()

    assert "C’est réparé." in message.body
    assert Complaint.objects.get().state == ANSWERED


def test_an_answer_that_is_leaving_is_not_replaced(complaint: Complaint) -> None:
    act(complaint, "repondre", answer="Une fois.")
    OutgoingMail.objects.update(leased_until=timezone.now() + timezone.timedelta(hours=1))

    with pytest.raises(AnswerLeaving):
        act(complaint, "repondre", answer="Deux fois.")

    assert Complaint.objects.get().answer == "Une fois."


def test_nobody_answers_twice(complaint: Complaint) -> None:
    act(complaint, "repondre", answer="Une fois.")
    sent_mails()
    complaint.refresh_from_db()

    with pytest.raises(NotNow):
        act(complaint, "repondre", answer="Deux fois.")


def test_what_staff_note_while_the_answer_leaves_does_not_keep_the_clock_going(
    complaint: Complaint,
) -> None:
    act(complaint, "repondre", answer="C’est réparé.")
    act(Complaint.objects.get(), "noter", reason="Vu avec le développeur.")

    sent_mails()

    assert Complaint.objects.get().state == ANSWERED


def test_numbers_follow_one_another_and_none_is_lost_with_what_is_undone(
    declaration: AccessibilityPage,
) -> None:
    first = make_complaint().number
    try:
        with transaction.atomic():
            make_complaint()
            raise ConnectionError
    except ConnectionError:
        pass
    second = make_complaint().number

    year = timezone.localdate().year
    assert (first, second) == (f"ACC-{year}-0001", f"ACC-{year}-0002")


def test_a_complaint_that_cannot_be_stored_takes_no_number(
    declaration: AccessibilityPage,
) -> None:
    with pytest.raises(ValidationError):
        make_complaint(answer_due="bientôt")

    assert make_complaint().number.endswith("-0001")
