"""Meetings: slots that the service proposes, the one that the carrier takes, what becomes of it.

Each step is a transition of the file, whose effect is here: history, mails to both sides and the
meeting are written together.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from ami.kinds import CARRIER
from ami.mails import MEETING_TO_CARRIER, MEETING_TO_SERVICE
from ami.models import Dossier, Meeting
from ami.services.telling import tell_carrier, tell_service
from core.text.formats import long_moment
from core.workflow import Actor, Change, WorkflowError

PROPOSE, MOVE, CANCEL = "proposer-rencontre", "deplacer-rencontre", "annuler-rencontre"
ACCEPT, DECLINE = "accepter-rencontre", "decliner-rencontre"
OTHER_TIMES = "autres-disponibilites"
HELD, MISSED = "noter-rencontre", "noter-absence"
MAX_SLOTS = 10

State = Meeting.State


class NoSlot(WorkflowError):
    message = "Proposez de un à dix créneaux, tous à venir."


class SlotGone(WorkflowError):
    message = (
        "Ce créneau n’est plus proposé. Choisissez-en un autre, ou proposez vos disponibilités."
    )


class NoMeeting(WorkflowError):
    message = "Aucune rencontre n’attend de réponse dans ce dossier."


def propose_meeting(
    dossier: Dossier,
    slots: Iterable[datetime],
    actor: Actor,
    *,
    where: str,
    minutes: int = 60,
    text: str = "",
) -> Meeting:
    """Propose *slots* of *minutes* to the carrier.

    Args:
        where: an address, a room, how one is called.
        text: a word for the carrier.

    Raises:
        NoSlot: none, too many, or one that has passed.
        WorkflowError: it is not possible now, or not for *actor*.
    """
    dossier.call_kind.transitions.apply(
        dossier, PROPOSE, actor, slots=list(slots), where=where, minutes=minutes, text=text
    )
    return dossier.meetings.pending().get()


def move_meeting(
    dossier: Dossier, slots: Iterable[datetime], actor: Actor, *, text: str = ""
) -> None:
    """Propose other *slots* for the meeting that is pending: the one agreed on no longer holds.

    Raises:
        NoSlot: none, too many, or one that has passed.
        WorkflowError: there is no meeting to move, or it is not for *actor*.
    """
    dossier.call_kind.transitions.apply(dossier, MOVE, actor, slots=list(slots), text=text)


def cancel_meeting(dossier: Dossier, actor: Actor, *, text: str = "") -> None:
    """Call off the meeting that is pending; *text* says why to the carrier.

    Raises:
        WorkflowError: there is none, or it is not for *actor*.
    """
    dossier.call_kind.transitions.apply(dossier, CANCEL, actor, text=text)


def note_meeting(dossier: Dossier, actor: Actor, *, held: bool = True, report: str = "") -> None:
    """Note that the meeting was *held*, or that nobody came; *report* is for the service alone.

    Raises:
        WorkflowError: no meeting was agreed on, or it is not for *actor*.
    """
    action = HELD if held else MISSED
    dossier.call_kind.transitions.apply(dossier, action, actor, report=report)


def accept_meeting(dossier: Dossier, slot: datetime) -> None:
    """Take one of the slots that are proposed; the one that is taken already changes nothing.

    Raises:
        SlotGone: it is not proposed, or has passed.
        WorkflowError: no meeting waits for an answer.
    """
    if not dossier.meetings.filter(state=State.ACCEPTED, starts_at=slot).exists():
        dossier.call_kind.transitions.apply(dossier, ACCEPT, Actor(CARRIER), slot=slot)


def decline_meeting(dossier: Dossier) -> None:
    """Decline what is proposed, or what was agreed.

    Raises:
        WorkflowError: no meeting is pending.
    """
    dossier.call_kind.transitions.apply(dossier, DECLINE, Actor(CARRIER))


def offer_other_times(dossier: Dossier, note: str) -> None:
    """Say in *note* what would suit instead of what is proposed, or was agreed.

    Raises:
        WorkflowError: no meeting is pending.
    """
    dossier.call_kind.transitions.apply(dossier, OTHER_TIMES, Actor(CARRIER), note=note)


# Effects of the transitions.


def open_meeting(change: Change) -> None:
    """Keep the slots, and write them to the carrier."""
    data = change.data
    meeting = Meeting.objects.create(
        dossier=change.subject,
        slots=_slots(data),
        where=data.get("where", ""),
        minutes=data.get("minutes", 60),
        text=data.get("text", ""),
    )
    _tell(change, meeting, "proposed", to_service=False)


def move(change: Change) -> None:
    """Keep the new slots, and write them to the carrier."""
    meeting = _pending(change)
    if meeting.starts_at:
        meeting.was_at, meeting.starts_at = meeting.starts_at, None
        meeting.sequence += 1
    meeting.slots = _slots(change.data)
    _save(meeting, State.PROPOSED, text=change.data.get("text", ""), answered_by="")
    _tell(change, meeting, "moved", to_service=False)


def agree(change: Change) -> None:
    """Keep the slot that the carrier takes, and write to both."""
    meeting, slot = _pending(change), change.data.get("slot")
    if slot not in meeting.proposed_slots():
        raise SlotGone
    meeting.starts_at = slot
    _save(meeting, State.ACCEPTED, answered_by=change.subject.writer)
    _tell(change, meeting, "accepted")


def decline(change: Change) -> None:
    """Keep what the carrier says, and write to both."""
    meeting = _pending(change)
    was_agreed = meeting.state == State.ACCEPTED
    meeting.sequence += was_agreed
    state = State.CANCELLED if was_agreed else State.DECLINED
    answered_by = change.subject.writer
    _save(meeting, state, carrier_note=change.data.get("note", ""), answered_by=answered_by)
    _tell(change, meeting, "other" if meeting.carrier_note else "declined")


def call_off(change: Change) -> None:
    """Call the meeting off, and write to both."""
    meeting = _pending(change)
    meeting.sequence += 1
    _save(meeting, State.CANCELLED, text=change.data.get("text", ""))
    _tell(change, meeting, "cancelled")


def note_held(change: Change) -> None:
    _save(_pending(change), State.HELD, report=change.data.get("report", ""))


def note_missed(change: Change) -> None:
    _save(_pending(change), State.MISSED, report=change.data.get("report", ""))


def drop(change: Change) -> None:
    """Call off what is pending, without a mail: that of the withdrawal says it all."""
    for meeting in change.subject.meetings.pending():
        meeting.sequence += 1
        _save(meeting, State.CANCELLED)


def _slots(data: dict[str, Any]) -> list[str]:
    slots = sorted(set(data.get("slots", ())))
    if not 1 <= len(slots) <= MAX_SLOTS or slots[0] <= timezone.now():
        raise NoSlot
    return [each.isoformat() for each in slots]


def _pending(change: Change) -> Meeting:
    meeting = change.subject.meetings.pending().last()
    if meeting is None:
        raise NoMeeting
    found: Meeting = meeting
    return found


def _save(meeting: Meeting, state: Meeting.State, **fields: str) -> None:
    meeting.state = state
    meeting.changed_at = timezone.now()
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save()


def _tell(change: Change, meeting: Meeting, event: str, *, to_service: bool = True) -> None:
    """Write to the carrier, and to the service unless it did it itself, what has just happened."""
    dossier: Dossier = change.subject
    context = {
        "meeting": meeting,
        "event": event,
        "when": long_moment(meeting.starts_at) if meeting.starts_at else "",
        "was": long_moment(meeting.was_at) if meeting.was_at else "",
        "slots": [long_moment(each) for each in meeting.proposed_slots()],
    }
    occasion = f"{event} {dossier.version}"
    tell_carrier(dossier, MEETING_TO_CARRIER, context, occasion)
    if to_service:
        tell_service(dossier, MEETING_TO_SERVICE, context, occasion)
