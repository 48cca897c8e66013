"""Where a workshop stands between who writes it and who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wagtail.models import WorkflowState

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
    """Return where *event* stands; for many of them, ``prefetch_workflow_states`` first."""
    state = event.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return Standing(Stage.WAITING)
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        task = state.current_task_state
        return Standing(Stage.TO_CORRECT, task.comment if task else "")
    if event.live:
        return Standing(Stage.CHANGES if event.has_unpublished_changes else Stage.PUBLISHED)
    return Standing(Stage.WITHDRAWN if event.first_published_at else Stage.DRAFT)
