"""What may become of a date: a line for each state, that every page and channel reads.

To add a state, add it to ``Status`` and say its line in ``STATES``. Until then it is told by its
label alone, as a date that is held with a notice: nothing that shows dates may fail on it.
"""

from dataclasses import dataclass

from django.db import models

# What « evenements.json » and schema.org say of a date that takes place, and where it was told.
SCHEDULED_NUMBER, SCHEDULED_WORD = 1, "EventScheduled"
# A state that this release does not know: the one after it was taken back, say.
UNKNOWN = "État à confirmer"


class Status(models.TextChoices):
    SCHEDULED = "prevu", "Prévu"
    FULL = "complet", "Complet"
    CANCELLED = "annule", "Annulé"
    POSTPONED = "reporte", "Reporté"
    MOVED_ONLINE = "passe-en-ligne", "Passé en ligne"


@dataclass(frozen=True, slots=True)
class State:
    """How a state is said, and what it means for who would come.

    Attributes:
        label: what visitors read.
        prefix: first in the titles of channels, for many readers show nothing else; empty where
            all is as planned, which is not told.
        badge: the mark beside it, a kind of ``templates/components/badge.html``.
        counted: how several dates are said, as « 2 annulées », without their « s ».
        held: whether people may come; calendars (RFC 5545 §3.8.1.11) say CONFIRMED or CANCELLED.
        held_elsewhere: whether they may once the date has a new start.
        open_agenda: its number in « evenements.json »; None where OpenAgenda has none.
        schema_org: its word in structured data (EventStatusType); None where there is none.
    """

    label: str
    prefix: str
    badge: str = "unknown"
    counted: str = ""
    held: bool = True
    held_elsewhere: bool = True
    open_agenda: int | None = None
    schema_org: str | None = None

    @property
    def is_notable(self) -> bool:
        """Whether it is told: all is not as planned."""
        return bool(self.prefix)

    def is_held(self, *, moved: bool) -> bool:
        """Whether people may come to a date, which may have *moved* to another start."""
        return self.held_elsewhere if moved else self.held


# In the order of how much they matter to staff.
STATES: dict[str, State] = {
    Status.CANCELLED: State(
        label=str(Status.CANCELLED.label),
        prefix="ANNULÉ",
        badge="cancelled",
        counted="annulée",
        held=False,
        held_elsewhere=False,
        open_agenda=6,
        schema_org="EventCancelled",
    ),
    Status.POSTPONED: State(
        label=str(Status.POSTPONED.label),
        prefix="REPORTÉ",
        badge="postponed",
        counted="reportée",
        held=False,
        open_agenda=4,
        schema_org="EventPostponed",
    ),
    Status.FULL: State(
        label=str(Status.FULL.label),
        prefix="COMPLET",
        badge="closed",
        counted="complète",
        open_agenda=5,
        schema_org=SCHEDULED_WORD,
    ),
    Status.MOVED_ONLINE: State(
        label=str(Status.MOVED_ONLINE.label),
        prefix="EN LIGNE",
        badge="online",
        counted="passée en ligne",
        open_agenda=3,
        schema_org="EventMovedOnline",
    ),
    Status.SCHEDULED: State(
        label=str(Status.SCHEDULED.label),
        prefix="",
        open_agenda=SCHEDULED_NUMBER,
        schema_org=SCHEDULED_WORD,
    ),
}
NOTABLE_STATES = {status: state for status, state in STATES.items() if state.is_notable}


def state_of(status: str) -> State:
    """Return what *status* of a date is, for one that has no line too."""
    return STATES.get(status) or _by_its_label(status)


def _by_its_label(status: str) -> State:
    label = dict(Status.choices).get(status, UNKNOWN)
    return State(label=label, prefix=label.upper())
