"""All that happened to a file, in one line of time, for staff."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.admin.utils import get_user_display_name

from ami.models import Dossier, InternalNote, Message
from core.admin.incoming.views import who_did
from core.mail.kinds import kind_of
from core.models import OutgoingMail
from core.text.formats import closing_moment


@dataclass(frozen=True)
class Event:
    """One thing that happened: what, by whom, to which state, in which words."""

    at: datetime
    label: str
    who: str = ""
    state: str = ""
    text: str = ""


def timeline_of(
    dossier: Dossier,
    messages: Iterable[Message],
    notes: Iterable[InternalNote],
    others: Iterable[Event] = (),
) -> list[Event]:
    """Return what happened to *dossier*, the last thing first. A draft says that it was begun."""
    begun = Event(dossier.created_at, "Brouillon commencé")
    events = [
        begun,
        *_steps(dossier),
        *(Event(each.sent_at, _said(each), author_of(each)) for each in messages),
        *(Event(each.written_at, "Note interne", name_of(each.author)) for each in notes),
        *_follow_ups(dossier),
        *_mails(dossier),
        *others,
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def author_of(message: Message) -> str:
    """Say who wrote a message: an agent, the carrier, or somebody for them."""
    if message.from_service:
        return name_of(message.author)
    return message.written_by or "le porteur"


def name_of(user: Any) -> str:
    """Name an agent; the account may be gone."""
    return get_user_display_name(user) or "le service"


def _said(message: Message) -> str:
    return "Message au porteur" if message.from_service else "Message du porteur"


def _steps(dossier: Dossier) -> Iterator[Event]:
    kind = dossier.call_kind
    history = list(dossier.history.select_related("user"))
    entrusted = {each.data["reviewer"] for each in history if each.data.get("reviewer")}
    people = get_user_model().objects.in_bulk(entrusted) if entrusted else {}
    names = {pk: name_of(user) for pk, user in people.items()}
    for each in history:
        state = kind.states.get(each.target) if each.source != each.target else None
        text = each.reason
        if until := each.data.get("until"):
            text = f"Jusqu’au {closing_moment(datetime.fromisoformat(until))}. {text}"
        if "reviewer" in each.data:
            text = f"Suivi par {names.get(each.data['reviewer'], 'personne')}. {text}"
        label = kind.transitions.label_of(each.action)
        yield Event(each.at, label, who_did(each), state.label if state else "", text)


def _follow_ups(dossier: Dossier) -> Iterator[Event]:
    for each in dossier.follow_ups.all():
        yield Event(each.asked_at, f"Nouvelles demandées, à {each.months} mois")
        if each.reminded_at:
            yield Event(each.reminded_at, f"Nouvelles redemandées, à {each.months} mois")
        if each.sent_at:
            who = each.sent_by or "le porteur"
            yield Event(each.sent_at, f"Nouvelles du projet, à {each.months} mois", who)


def _mails(dossier: Dossier) -> Iterator[Event]:
    """Yield the mails about the file: those that have left, and those that could not.

    Of a draft, those alone to who began it: whom they invited is theirs until the deposit.
    """
    mails = dossier.outgoing_mails.all()
    for each in mails.filter(recipient=dossier.access_email) if dossier.is_draft else mails:
        sent = each.state == OutgoingMail.State.SENT
        label = f"Courriel «\u00a0{kind_of(each).label}\u00a0»"
        state = "" if sent else each.get_state_display()
        yield Event(each.sent_at or each.queued_at, label, f"à {each.recipient}", state)
