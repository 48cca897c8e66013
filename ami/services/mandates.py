"""« Quelqu’un m’aide »: a mediator fills a file in with the carrier’s mandate, for a time.

The carrier alone deposits: a mandate is to write, not to commit the structure. The file says with
whose help it was deposited, and a mandate that was asked for is given or refused before.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.mails import HELPER_LINK, MANDATE_ASKED, MANDATE_GIVEN
from ami.models import CallPage, Dossier, Mandate, Member
from ami.models.people import full_name
from ami.services.drafts import begin_draft
from ami.services.links import new_link
from ami.services.people import end_access, invite
from core.forms.sending import Sending
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits, mailbox_limits
from core.mail.queue import queue_mail
from core.text.formats import closing_moment
from core.workflow import Change

LONGEST = timedelta(days=180)  # as long as a draft that nobody touches
UNANSWERED = timedelta(days=15)  # that a mandate is waited for
MAX_PER_HOUR = 100  # files begun for others, from everyone together


def mandate_text(call: CallPage, who: str, ends_at: datetime) -> str:
    """Return what the carrier agrees to, as it is shown, mailed and kept."""
    return (
        f"Je donne mandat à {who} pour remplir avec moi, et à ma demande, le dossier de ma "
        f"structure en réponse à l’appel «\u00a0{call.title}\u00a0». Cette personne lit et écrit "
        f"tout le dossier jusqu’au {closing_moment(ends_at)}, ou jusqu’au dépôt s’il vient avant. "
        "Elle ne dépose pas le dossier\u00a0: je le relis et je le dépose. Je peux mettre fin à ce "
        "mandat à tout moment, sur la page du dossier."
    )


def latest_end(dossier: Dossier) -> datetime:
    """Return the date after which no mandate lasts: that of the deposit, within ``LONGEST``."""
    latest = timezone.now() + LONGEST
    return min(latest, dossier.last_moment or latest)


@transaction.atomic
def name_helper(
    dossier: Dossier, *, inviter: str, name: str, organisation: str, email: str, ends_at: datetime
) -> Mandate:
    """Give a mandate to somebody and write their link, as the carrier asks.

    Raises:
        NotInvited, LimitExceeded: as ``ami.services.people.invite``.
    """
    now = timezone.now()
    text = mandate_text(dossier.call, full_name(name, organisation), ends_at)
    helper = invite(
        dossier,
        inviter=inviter,
        name=name,
        organisation=organisation,
        email=email,
        role=Member.Role.HELPER,
        ends_at=ends_at,
        mandate=text,
    )
    Mandate.objects.filter(helper=helper, ended_at=None).update(
        ended_at=now, ended_by=Mandate.EndedBy.CARRIER
    )
    return Mandate.objects.create(
        dossier=dossier,
        helper=helper,
        name=name,
        organisation=organisation,
        text=text,
        asked_at=now,
        given_at=now,
        ends_at=ends_at,
    )


def begin_for(
    call: CallPage, sending: Sending, *, name: str, organisation: str, email: str, carrier: str
) -> Dossier:
    """Begin a draft for somebody else, as their helper; the same sending makes one.

    The helper is written to at once; the carrier, whose address is *carrier*, as soon as the helper
    has shown their own (``ask_mandate``): nobody is written to in a name that is made up.

    Raises:
        LimitExceeded: past what one connection may send, what the helper may receive, or everyone.
        NotOpen: the call takes no new file.
        Member.DoesNotExist: it was sent before, and the helper has no access any more.
    """
    if earlier := Dossier.objects.filter(sending=sending.key).first():
        earlier.opened_by = earlier.members.present().get(email=email.lower())
        return earlier
    brake = RateLimit("dossiers-for-others", MAX_PER_HOUR, HOUR, is_brake=True)
    sending.check_limits("dossier-for-other", *mailbox_limits("helper-link", email), brake)
    with transaction.atomic():
        dossier = begin_draft(call, carrier, sending.key)
        helper = Member.objects.create(
            dossier=dossier,
            name=name,
            organisation=organisation,
            email=email.lower(),
            role=Member.Role.HELPER,
            ends_at=timezone.now() + UNANSWERED,
        )
        ends_at = latest_end(dossier)
        Mandate.objects.create(
            dossier=dossier,
            helper=helper,
            name=name,
            organisation=organisation,
            text=mandate_text(call, helper.full_name, ends_at),
            ends_at=ends_at,
        )
        context = {"call": call, "member": helper, "carrier": carrier, "url": new_link(helper)}
        queue_mail(HELPER_LINK, about=helper, to=[helper.email], context=context)
    dossier.opened_by = helper
    return dossier


def ask_mandate(helper: Member) -> None:
    """Ask the carrier, once, for the mandate that *helper* waits for.

    A mailbox that has had enough for now is written to when the helper next follows their link: the
    page of the helper says so (``was_asked``).
    """
    dossier = helper.dossier
    pending = dossier.mandates.pending().filter(helper=helper).first()
    if pending is None or was_asked(dossier):
        return
    try:
        check_limits(mailbox_limits("mandate-asked", dossier.access_email))
    except LimitExceeded:
        return
    context = {
        "mandate": pending,
        "member": helper,
        "call": dossier.call,
        "url": new_link(dossier),
    }
    queue_mail(MANDATE_ASKED, about=dossier, to=[dossier.access_email], context=context)


def was_asked(dossier: Dossier) -> bool:
    """Whether the carrier has been written to about the mandate that a helper waits for."""
    return dossier.was_written_to(MANDATE_ASKED.name, dossier.access_email)


@transaction.atomic
def answer_mandate(dossier: Dossier, pk: int, *, gives: bool) -> bool:
    """Give a mandate that was asked for, or refuse it; False where there is none to answer.

    Refused, the helper is shut out at once; what they wrote stays in the draft.
    """
    mandate = dossier.mandates.pending().filter(id=pk).select_related("helper").first()
    if mandate is None or mandate.helper is None:
        return False
    if not gives:
        end_access([mandate.helper], Mandate.EndedBy.CARRIER)
        return True
    mandate.given_at = timezone.now()
    mandate.save(update_fields=["given_at"])
    helper = mandate.helper
    helper.ends_at = mandate.ends_at
    helper.save(update_fields=["ends_at"])
    context = {"mandate": mandate, "call": dossier.call}
    queue_mail(MANDATE_GIVEN, about=helper, to=[helper.email], context=context)
    return True


def end_at_deposit(change: Change) -> None:
    """Take their access from the helpers: an effect of the deposit."""
    helpers = change.subject.members.filter(role=Member.Role.HELPER, left_at=None)
    end_access(list(helpers.select_related("dossier__call")), Mandate.EndedBy.DEPOSIT)


def help_received(dossier: Dossier) -> list[dict[str, Any]]:
    """Return who helped with a mandate, as the deposit freezes it and says it."""
    return [
        {
            "name": each.full_name,
            "text": each.text,
            "given_at": each.given_at and each.given_at.isoformat(),
        }
        for each in dossier.mandates.given()
    ]
