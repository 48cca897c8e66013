"""What of a sheet is not published yet: where it stands with the team, and what it changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import WorkflowState

from directory.models import PlacePage
from normandie.espace.sheet.subjects import ALL_UNITS, Subject, subject_about
from normandie.espace.sheet.units import label_of, said, version_of


@dataclass(frozen=True)
class Waiting:
    """A version before the team: ``sent_back`` with its ``comment``, or to be read."""

    sent_back: bool
    since: datetime
    comment: str


@dataclass(frozen=True)
class Change:
    """A unit whose two versions differ, each said line by line."""

    subject: Subject
    label: str
    before: list[str]
    after: list[str]


def waiting_of(place: PlacePage) -> Waiting | None:
    """Return where the version of *place* that was sent stands; None where none is. One query."""
    state = place.current_workflow_state
    if state is None:
        return None
    step = state.current_task_state
    sent_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    finished = step.finished_at if step else None
    return Waiting(
        sent_back, (sent_back and finished) or state.created_at, step.comment if step else ""
    )


def changes_between(
    before: PlacePage, after: PlacePage, units: Iterable[str] = ALL_UNITS
) -> list[Change]:
    """Return what *after* says otherwise than *before*, in the order of the subjects."""
    units = list(units)
    old, new = version_of(before, units), version_of(after, units)
    return [
        Change(subject_about(unit), label_of(unit), said(before, unit), said(after, unit))
        for unit in units
        if old[unit] != new[unit]
    ]
