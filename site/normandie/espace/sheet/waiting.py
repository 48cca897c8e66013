"""What of a sheet is not published yet: where it stands with the team, and what it changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, WorkflowState

from directory.models import PlacePage
from directory.units import label_of, said, version_of
from normandie.espace.sheet.subjects import ALL_UNITS, Subject, subject_about


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


def waiting_by_place(places: Iterable[PlacePage]) -> dict[int, Waiting]:
    """Return, by key, where the versions of *places* that were sent stand. One query."""
    return _waiting_by_key(PlacePage, places)


def waiting_of(page: Page) -> Waiting | None:
    """Return where the version of *page* that was sent stands; None where none is. One query."""
    return _waiting_by_key(type(page), [page]).get(page.pk)


def _waiting_by_key(model: type[Page], pages: Iterable[Page]) -> dict[int, Waiting]:
    states = WorkflowState.objects.active().filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(page.pk) for page in pages],
    )
    return {
        int(state.object_id): _waiting(state)
        for state in states.select_related("current_task_state")
    }


def _waiting(state: WorkflowState) -> Waiting:
    step = state.current_task_state
    sent_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    finished = step.finished_at if step and sent_back else None
    return Waiting(sent_back, finished or state.created_at, step.comment if step else "")


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
