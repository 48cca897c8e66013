"""All that happened to a file, in one line of time, for staff."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.admin.utils import get_user_display_name

from ami.models import Dossier, InternalNote, Message, Opinion
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
    people: Iterable[Any],
    others: Iterable[Event] = (),
    opinions: Iterable[Opinion] = (),
) -> list[Event]:
    """Return what happened to *dossier*, the last thing first. A draft says that it was begun.

    Args:
        people: the accounts that were to follow the file (``entrusted_to``), among others.
        opinions: those of the file whose mails are told too.
    """
    begun = Event(dossier.created_at, "Brouillon commencé")
    events = [
        begun,
        *_steps(dossier, {each.pk: name_of(each) for each in people}),
        *(Event(each.sent_at, _said(each), author_of(each)) for each in messages),
        *(Event(each.written_at, "Note interne", name_of(each.author)) for each in notes),
        *_follow_ups(dossier),
        *(_mail(each) for each in mails_of(dossier, opinions)),
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


def entrusted_to(dossier: Dossier) -> set[int]:
    """Return the keys of the accounts that were to follow the file, one day or now."""
    return {each.data["reviewer"] for each in dossier.history.all() if each.data.get("reviewer")}


def _steps(dossier: Dossier, names: Mapping[int, str]) -> Iterator[Event]:
    kind = dossier.call_kind
    for each in dossier.history.all():
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


def mails_of(dossier: Dossier, opinions: Iterable[Opinion]) -> QuerySet[OutgoingMail]:
    """Return the mails about the file and *opinions*: those that have left, or could not.

    Of a draft, those alone to who began it: whom they invited is theirs until the deposit.
    """
    types = ContentType.objects.get_for_models(Dossier, Opinion)
    mails = OutgoingMail.objects.filter(
        Q(about_type=types[Dossier], about_id=dossier.pk)
        | Q(about_type=types[Opinion], about_id__in=[each.pk for each in opinions])
    )
    return mails.filter(recipient=dossier.access_email) if dossier.is_draft else mails


def _mail(mail: OutgoingMail) -> Event:
    sent = mail.state == OutgoingMail.State.SENT
    label = f"Courriel «\u00a0{kind_of(mail).label}\u00a0»"
    state = "" if sent else mail.get_state_display()
    return Event(mail.sent_at or mail.queued_at, label, f"à {mail.recipient}", state)
