"""A kind of call: all that distinguishes an AMI from a request for the label, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.utils.module_loading import import_string

from ami.definitions import FieldDefinition, FieldType, FormDefinition, StepDefinition
from core.workflow import Change, Effect, TransitionTable

# Who acts on a file. « Système » is of core.workflow.
CARRIER, REVIEWER, LEAD = "porteur", "instructeur", "responsable"
DRAFT = "brouillon"  # the state that every kind begins with
ELSEWHERE = "ailleurs"  # the outcome of a file that the call is not for


def effect(path: str) -> Effect:
    """Return the effect at *path* (« ami.services.receipts.send_receipts »), imported when it runs.

    Models import the kinds, and services import the models.
    """

    def run(change: Change) -> None:
        import_string(path)(change)

    return run


class Silence(StrEnum):
    """What the silence of the administration means (CRPA, L. 231-1 to L. 231-6)."""

    NONE = "aucune"  # no decision is asked for
    ACCEPTS = "acceptation"
    REJECTS = "rejet"


SILENCE_ACTIONS = {Silence.ACCEPTS: "accepter-par-silence", Silence.REJECTS: "rejeter-par-silence"}


@dataclass(frozen=True)
class State:
    """A state of a file, as staff and as the carrier read it.

    Args:
        label: what staff read.
        carrier_label: what the carrier reads; before the results it may say less.
        carrier_text: what it means and what comes next, for the carrier.
        is_open: whether the service still has something to do.
        shows_result: whether the outcome is the carrier's to read, from the date of the results.
        hidden_as: the state in whose words it reads until that date.
        suspends_clock: whether the time that the law gives is suspended (CRPA, L. 114-5).
    """

    label: str
    carrier_label: str
    carrier_text: str
    is_open: bool = True
    shows_result: bool = False
    hidden_as: str = ""
    suspends_clock: bool = False

    @property
    def awaits_answer(self) -> bool:
        """Whether the service has received the file and has not answered it yet."""
        return self.is_open and not self.shows_result


@dataclass(frozen=True)
class Outcome:
    """One way in which a file may be followed up; several at once where the kind says so."""

    key: str
    label: str
    text: str = ""


OUTCOME_PREFIX = "suite-"  # of the keys of the questions about outcomes


@dataclass(frozen=True)
class FollowUpForm:
    """What the carrier of an answered file is asked some months later.

    Args:
        months: after the day the answer was told; asked once at each.
        fields: the questions. Their choices and numbers are counted in figures; texts never are.
        came_of: (value, label) of what may have come of an outcome; a question about each of those
            that were proposed then stands after the first field.
        titles: by key of a question, what figures call its answers; its label says « your project »
            to one carrier, and these are read by all.
    """

    months: tuple[int, ...]
    fields: tuple[FieldDefinition, ...]
    came_of: tuple[tuple[str, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def title_of(self, question: FieldDefinition) -> str:
        return self.titles.get(question.key, question.label)

    def step_about(self, outcomes: Iterable[Outcome]) -> StepDefinition:
        """Return the questions put to a file that *outcomes* were proposed to."""
        asked = [self._about(each) for each in outcomes] if self.came_of else []
        return StepDefinition(
            "suivi", "Où en est votre projet", fields=(*self.fields[:1], *asked, *self.fields[1:])
        )

    def _about(self, outcome: Outcome) -> FieldDefinition:
        return FieldDefinition(
            f"{OUTCOME_PREFIX}{outcome.key}",
            f"«\u00a0{outcome.label}\u00a0»\u00a0: qu’en est-il\u00a0?",
            FieldType.CHOICE,
            required=False,
            choices=self.came_of,
        )


@dataclass(frozen=True)
class CallKind:
    """One kind of call.

    Args:
        series: prefix of the numbers, « AMI ».
        states: by value, in the order of a file's life; the first is the draft.
        transitions: what may be done, by whom.
        form: what every call of the kind asks; each call may add questions.
        form_of: what a call of the kind asks where that depends on the call: *form*, and more
            parts. Called with the call.
        opening_needs: fields of the page of the call without which it does not open, and what is
            said of each.
        told: what the history says of each action to the carrier; of the others, nothing.
        availability: part and question in which the carrier says when it may be met.
        outcomes: what a file may lead to.
        answer_intro, answer_title: how the answer is announced, by mail and on the pages.
        is_request: whether the file asks for a decision: the receipt says how silence is taken.
        silence: how, after *silence_months*, unless the call says otherwise; the action of the
            table that ``SILENCE_ACTIONS`` names then makes it so.
        receipt_note: what the receipt says that the file is, and is not.
        legal_forms_refused: legal forms whose files are not taken.
        refused_form_template: what the carrier of one reads, and where to turn to.
        drafts_kept: time after which a draft nobody touches is erased.
        follow_up: what is asked some months after the answer; None where nothing is.
    """

    slug: str
    label: str
    series: str
    states: Mapping[str, State]
    transitions: TransitionTable
    form: FormDefinition
    form_of: Callable[[Any], FormDefinition] | None = None
    opening_needs: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    availability: tuple[str, str] = ("", "")
    outcomes: tuple[Outcome, ...] = ()
    several_outcomes: bool = True
    answer_intro: str = "Voici ce qu’il vous propose."
    answer_title: str = "Ce que la Région vous propose"
    is_request: bool = False
    silence: Silence = Silence.NONE
    silence_months: int = 2
    receipt_note: str = ""
    drafts_kept: timedelta = timedelta(days=180)
    legal_forms_refused: frozenset[str] = field(default_factory=frozenset)
    refused_form_template: str = "ami/carrier/_refused_form.html"
    follow_up: FollowUpForm | None = None

    def state(self, value: str) -> State:
        return self.states[value]

    def told_state(self, value: str, results_are_out: bool) -> State:
        """Return the state *value* as its carrier may read it."""
        state = self.states[value]
        return self.states[state.hidden_as] if state.hidden_as and not results_are_out else state

    def open_states(self) -> list[str]:
        """The states in which the service still has something to do."""
        return [key for key, state in self.states.items() if state.is_open]

    def finished_states(self) -> list[str]:
        """The states of a deposited file that the service has nothing left to do for."""
        return [
            key
            for key, state in self.states.items()
            if key != DRAFT and (state.shows_result or not state.is_open)
        ]

    def outcome(self, key: str) -> Outcome | None:
        return next((each for each in self.outcomes if each.key == key), None)


_kinds: dict[str, CallKind] = {}


def register_kind(kind: CallKind) -> CallKind:
    """Make *kind* known to the site; called where it is written.

    Raises:
        ValueError: another kind bears its slug, or it does not begin with the draft.
    """
    if kind.slug in _kinds and _kinds[kind.slug] is not kind:
        raise ValueError(f"another kind of call is «\u00a0{kind.slug}\u00a0»")
    if next(iter(kind.states)) != DRAFT:
        raise ValueError(f"{kind.slug}: its first state must be «\u00a0{DRAFT}\u00a0»")
    _kinds[kind.slug] = kind
    return kind


def get_kind(slug: str) -> CallKind:
    """Return the kind *slug*.

    Raises:
        KeyError: there is none.
    """
    return _kinds[slug]


def kinds() -> Iterable[CallKind]:
    return _kinds.values()


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.slug, kind.label) for kind in kinds()]


def state_labels() -> dict[str, str]:
    """Return how staff call each state, whatever its kind, in the order of a file's life.

    A state that two kinds share is called as the first of them calls it.
    """
    labels: dict[str, str] = {}
    for kind in kinds():
        for key, state in kind.states.items():
            labels.setdefault(key, state.label)
    return labels


def unanswered_states() -> list[str]:
    """Return the states, of any kind of call, in which a file was received and not answered."""
    return sorted(
        {key for kind in kinds() for key, state in kind.states.items() if state.awaits_answer}
    )
