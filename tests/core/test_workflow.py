"""A row goes from state to state by its table, and by nothing else."""

import pytest

from core.models import HistoryEntry
from core.workflow import (
    Actor,
    AlreadyChanged,
    ReasonMissing,
    Transition,
    TransitionTable,
    WorkflowError,
)
from tests.factories import UserFactory
from tests.small_app.models import Loan
from tests.small_app.workflow import LOANS, TEAM
from tests.workflows import check_case, every_case

pytestmark = pytest.mark.django_db
State = Loan.State


def a_loan(state: str = State.ASKED) -> Loan:
    return Loan.objects.create(title="Imprimante 3D", email="lieu@exemple.fr", state=state)


def test_an_action_moves_the_row_and_writes_its_history_and_effects() -> None:
    loan, user = a_loan(), UserFactory()

    LOANS.apply(loan, "accorder", Actor(TEAM, user), recorded={"jours": 8}, title="Prêt de mai")

    kept = Loan.objects.get()
    assert (kept.state, kept.version, kept.title) == (State.GRANTED, 2, "Prêt de mai")
    assert (loan.state, loan.version) == (kept.state, kept.version)
    line = kept.history.get()
    assert (line.action, line.source, line.target) == ("accorder", State.ASKED, State.GRANTED)
    assert (line.user, line.role, line.data) == (user, TEAM, {"jours": 8})


@pytest.mark.parametrize(("state", "action", "role"), every_case(LOANS, besides=("rouvrir",)))
def test_the_table_alone_says_what_may_be_done(state: str, action: str, role: str) -> None:
    check_case(LOANS, a_loan, (state, action, role))


def test_nobody_decides_on_what_somebody_else_has_just_changed() -> None:
    loan = a_loan()
    mine, theirs = Loan.objects.get(pk=loan.pk), Loan.objects.get(pk=loan.pk)
    LOANS.apply(mine, "accorder", Actor(TEAM))

    with pytest.raises(AlreadyChanged):
        LOANS.apply(theirs, "refuser", Actor(TEAM), reason="trop tard")

    assert Loan.objects.get(pk=loan.pk).state == State.GRANTED
    assert HistoryEntry.objects.count() == 1
    assert (theirs.state, theirs.version) == (State.ASKED, 1)


def test_a_change_of_the_same_state_is_seen_too() -> None:
    loan = a_loan()
    seen_before = Loan.objects.get(pk=loan.pk)
    Loan.objects.filter(pk=loan.pk).update(version=2)

    with pytest.raises(AlreadyChanged):
        LOANS.apply(seen_before, "accorder", Actor(TEAM))


def test_an_effect_that_fails_leaves_nothing_of_the_deed() -> None:
    loan = a_loan(State.BACK)

    with pytest.raises(ConnectionError):
        LOANS.apply(loan, "rouvrir", Actor(TEAM), title="Rouvert")

    kept = Loan.objects.get()
    assert (kept.state, kept.version, kept.title) == (State.BACK, 1, "Imprimante 3D")
    assert not HistoryEntry.objects.exists()
    assert (loan.state, loan.version) == (State.BACK, 1)


def test_a_reason_is_asked_where_the_table_wants_one() -> None:
    with pytest.raises(ReasonMissing) as refusal:
        LOANS.apply(a_loan(), "refuser", Actor(TEAM), reason="  ")

    assert isinstance(refusal.value, WorkflowError)
    assert "motif" in refusal.value.message


def test_the_history_leaves_with_its_row() -> None:
    loan = a_loan()
    LOANS.apply(loan, "accorder", Actor(TEAM))

    loan.delete()

    assert not HistoryEntry.objects.exists()


@pytest.mark.parametrize(
    "transitions",
    [
        (Transition("a", "A", frozenset({"x"}), "inconnu", frozenset({TEAM})),),
        (
            Transition("a", "A", frozenset({"x"}), "y", frozenset({TEAM})),
            Transition("a", "A", frozenset({"x", "y"}), "x", frozenset({TEAM})),
        ),
    ],
)
def test_a_table_that_cannot_be_right_is_refused_at_start(
    transitions: tuple[Transition, ...],
) -> None:
    with pytest.raises(ValueError, match="a:"):
        TransitionTable(("x", "y"), transitions)
