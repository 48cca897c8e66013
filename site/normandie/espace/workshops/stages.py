"""Where a workshop stands between who writes it and who reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, WorkflowState

from events.models import EventPage


class Stage(Enum):
    """Its label, and the badge that it is shown with."""

    PUBLISHED = "Publié", "open"
    WAITING = "Attend l’équipe", "postponed"
    TO_CORRECT = "À corriger", "cancelled"
    DRAFT = "Brouillon, pas encore envoyé", "unknown"
    CHANGES = "Modifications pas encore envoyées", "unknown"
    WITHDRAWN = "Retiré du site", "closed"

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def badge(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Standing:
    """A stage, and what the team wrote with it."""

    stage: Stage
    comment: str = ""

    @property
    def may_be_sent(self) -> bool:
        """Whether a version is there that nobody was asked to read."""
        return self.stage not in (Stage.PUBLISHED, Stage.WAITING)


def standing_of(event: EventPage) -> Standing:
    """Return where *event* stands."""
    return standing(event, event.current_workflow_state)


def standings_of(events: Iterable[EventPage]) -> dict[int, Standing]:
    """Return where each of *events* stands, by its id, in one query.

    Not by ``prefetch_workflow_states``, which finds none for a queryset of one type of page.
    """
    events = list(events)
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(event.pk) for event in events],
    )
    found = {state.object_id: state for state in states.select_related("current_task_state")}
    return {event.pk: standing(event, found.get(str(event.pk))) for event in events}


def standing(event: EventPage, state: WorkflowState | None) -> Standing:
    """Return where *event* stands, whose workflow is in *state*."""
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return Standing(Stage.WAITING)
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        task = state.current_task_state
        return Standing(Stage.TO_CORRECT, task.comment if task else "")
    if event.live:
        return Standing(Stage.CHANGES if event.has_unpublished_changes else Stage.PUBLISHED)
    return Standing(Stage.WITHDRAWN if event.first_published_at else Stage.DRAFT)
