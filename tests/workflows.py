"""Every action of a table of transitions, from every state, by every role: what the table says."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from core.models import HistoryEntry, StatefulMixin
from core.workflow import Actor, NotAllowed, NotNow, Transition, TransitionTable

STRANGER = "visiteur"  # a role of no table


def every_case(table: TransitionTable, besides: tuple[str, ...] = ()) -> list[Any]:
    """Return (state, action, role) for all that may be tried, but for the actions *besides*.

    What is refused writes nothing: one engine is enough for it.
    """
    actions = {each.action: None for each in table.transitions if each.action not in besides}
    roles = sorted({role for each in table.transitions for role in each.roles})
    return [
        pytest.param(
            *case, id="-".join(case), marks=() if allowed(table, case) else pytest.mark.one_engine
        )
        for case in product(map(str, table.states), actions, [*roles, STRANGER])
    ]


def allowed(table: TransitionTable, case: tuple[str, str, str]) -> list[Transition]:
    """Return the transitions that the table gives for *case*: one, or none."""
    state, action, role = case
    return [
        each
        for each in table.transitions
        if each.action == action and state in each.sources and role in each.roles
    ]


def check_case(
    table: TransitionTable,
    make: Callable[[str], StatefulMixin],
    case: tuple[str, str, str],
    user: Any = None,
    **given: Any,
) -> None:
    """Try *case* on a new row: it is done as the table says, or nothing at all is written.

    Args:
        user: the account of who acts, where an effect asks for it.
    """
    state, action, role = case
    row = make(state)
    given_by_table = allowed(table, case)
    try:
        table.apply(row, action, Actor(role, user), reason="Motif.", **given)
    except (NotAllowed, NotNow):
        assert not given_by_table
        kept = type(row)._default_manager.get(pk=row.pk)
        assert (kept.state, kept.version) == (state, 1)
        assert not HistoryEntry.objects.exists()
    else:
        (transition,) = given_by_table
        kept = type(row)._default_manager.get(pk=row.pk)
        assert (kept.state, kept.version) == (transition.target, 2)
        line = kept.history.get()
        assert (line.action, line.source, line.target) == (action, state, transition.target)
