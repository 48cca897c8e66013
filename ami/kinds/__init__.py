"""The kinds of calls: states, transitions, words, steps, questions, outcomes, all as data."""

from .ami import AMI
from .base import (
    CARRIER,
    DRAFT,
    ELSEWHERE,
    LEAD,
    REVIEWER,
    SILENCE_ACTIONS,
    CallKind,
    FollowUpForm,
    Outcome,
    Silence,
    State,
    get_kind,
    kind_choices,
    kinds,
    register_kind,
    state_labels,
    unanswered_states,
)
from .label import LABEL

__all__ = [
    "AMI",
    "CARRIER",
    "DRAFT",
    "ELSEWHERE",
    "LABEL",
    "LEAD",
    "REVIEWER",
    "SILENCE_ACTIONS",
    "CallKind",
    "FollowUpForm",
    "Outcome",
    "Silence",
    "State",
    "get_kind",
    "kind_choices",
    "kinds",
    "register_kind",
    "state_labels",
    "unanswered_states",
]
