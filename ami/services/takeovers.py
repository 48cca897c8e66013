"""Taking a file over from somebody who has left the structure.

Asked for from the structure's own address, which a mailed link shows; decided by staff. Neither the
form, nor its mail, nor the page that confirms tells whether there is such a file.
"""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ami.definitions import FieldType
from ami.kinds.people import HAND_OVER
from ami.mails import TAKEOVER_ACCEPTED, TAKEOVER_ASKED, TAKEOVER_CONFIRMATION, TAKEOVER_FORMER
from ami.models import Dossier, Mandate, Takeover
from ami.permissions import actor_of
from ami.services.links import LINK_PURPOSE, files_of, new_link
from ami.services.opening import BROWSERS
from ami.services.people import end_access
from ami.services.telling import tell_service
from core.forms.sending import Sending
from core.limits import HOUR, RateLimit, mailbox_limits
from core.mail.addresses import written_domain
from core.mail.queue import queue_mail
from core.tokens import find_by_token, issue_token, revoke_tokens
from core.workflow import Change, NotAllowed, WorkflowError

PURPOSE = "reprise"
MAX_PER_HOUR = 60  # requests from everyone together, before one is asked for patience
MOST_FILES = 5  # of one former address
# Domains of mailboxes that anyone may open: sharing one shows nothing about a structure.
_SHARED = """
aliceadsl.fr aol.com bbox.fr cegetel.net club-internet.fr free.fr gmail.com gmx.com gmx.fr
googlemail.com hotmail.com hotmail.fr icloud.com laposte.net live.com live.fr mac.com mail.com
mailo.com me.com msn.com neuf.fr noos.fr numericable.fr orange.fr outlook.com outlook.fr pm.me
proton.me protonmail.com sfr.fr tutanota.com voila.fr wanadoo.fr yahoo.com yahoo.fr ymail.com
yopmail.com zoho.com
"""
SHARED_DOMAINS = frozenset(_SHARED.split())


class NothingToHandOver(WorkflowError):
    message = "Cette demande n’est liée à aucun dossier\u00a0: rien ne peut être remis."


def ask_takeover(sending: Sending, *, reference: str, name: str, email: str, message: str) -> None:
    """Keep a request and write to *email* the link that confirms it, be there a file or not.

    Raises:
        LimitExceeded: past what may be written to the mailbox, what the sender may ask, or what
            everyone may. Nothing is stored.
    """
    if Takeover.objects.filter(sending=sending.key).exists():
        return
    brake = RateLimit("takeovers", MAX_PER_HOUR, HOUR, is_brake=True)
    sending.check_limits("takeover", *mailbox_limits("takeover", email), brake)
    typed = {"reference": reference, "name": name, "email": email.lower(), "message": message}
    with transaction.atomic():
        takeover, is_new = Takeover.objects.get_or_create(sending=sending.key, defaults=typed)
        if is_new:
            path = reverse("dossier_takeover_confirm", args=[issue_token(PURPOSE, takeover)])
            context = {"url": urljoin(settings.WAGTAILADMIN_BASE_URL, path)}
            queue_mail(TAKEOVER_CONFIRMATION, about=takeover, to=[email], context=context)


def find_takeover(secret: str) -> Takeover | None:
    """Return the request that *secret* confirms; None once it is over."""
    return find_by_token(PURPOSE, Takeover, secret)


@transaction.atomic
def confirm_takeover(takeover: Takeover) -> None:
    """Hand the request to staff, for each file that its address may ask for; erase it otherwise.

    Safe to repeat: the link is good once, and of two clicks at once the second changes nothing.
    """
    rows = Takeover.objects.unconfirmed().select_for_update(of=("self",))
    kept = rows.filter(pk=takeover.pk).first()
    if kept is None:
        return
    takeover = kept
    revoke_tokens(takeover, PURPOSE)
    files = _files_to_ask_for(takeover)
    if not files:
        takeover.delete()
        return
    first, *others = files
    takeover.dossier, takeover.confirmed_at = first, timezone.now()
    takeover.save(update_fields=["dossier", "confirmed_at"])
    requests = [takeover] + [_same_for(takeover, dossier) for dossier in others]
    for dossier, each in zip(files, requests, strict=True):
        # The mail holds nothing that a visitor wrote.
        tell_service(dossier, TAKEOVER_ASKED, about=each)


def _same_for(takeover: Takeover, dossier: Dossier) -> Takeover:
    return Takeover.objects.create(
        reference=takeover.reference,
        name=takeover.name,
        email=takeover.email,
        message=takeover.message,
        confirmed_at=takeover.confirmed_at,
        dossier=dossier,
    )


def _files_to_ask_for(takeover: Takeover) -> list[Dossier]:
    """Return the files of the reference that the address may ask for, the last touched first.

    Those that wait for a decision on the same address already are left out.
    """
    reference, email = takeover.reference.strip(), takeover.email
    found: Iterable[Dossier] = Dossier.objects.filter(number=reference.upper())
    if "@" in reference:
        found = files_of(reference).order_by("-touched_at")
    asked = set(Takeover.objects.waiting().filter(email=email).values_list("dossier", flat=True))
    return [
        each
        for each in found
        if each.pk not in asked and each.access_email != email and may_ask_for(email, each)
    ][:MOST_FILES]


def may_ask_for(email: str, dossier: Dossier) -> bool:
    """Whether *email* is of the structure: an address of the file, or a domain of its own."""
    known = [each.lower() for each in (*_answered_addresses(dossier), dossier.access_email) if each]
    if email.lower() in known:
        return True
    domain = _domain(email)
    return domain not in SHARED_DOMAINS and domain in map(_domain, known)


def _answered_addresses(dossier: Dossier) -> list[str]:
    """Return the addresses that the file gives for its structure and contact."""
    answers = dossier.answers()
    return [
        str(answers.of(step.key).get(asked.key, ""))
        for step, asked in dossier.form.fields()
        if asked.type is FieldType.EMAIL and not step.repeated
    ]


def _domain(email: str) -> str:
    return written_domain(email.rpartition("@")[2]).lower()


def accept(change: Change) -> None:
    """Hand the file over: the effect of accepting. The history of the file keeps who and why.

    Raises:
        NothingToHandOver: the request is about no file.
        NotAllowed: who accepts may not act on the file.
    """
    takeover: Takeover = change.subject
    if takeover.dossier is None:
        raise NothingToHandOver
    dossier = takeover.dossier
    actor = actor_of(change.actor.user, dossier)
    if actor is None:
        raise NotAllowed
    dossier.call_kind.transitions.apply(
        dossier,
        HAND_OVER,
        actor,
        reason=change.reason,
        recorded={"takeover": takeover.pk},
        takeover=takeover,
    )


def change_holder(change: Change) -> None:
    """Shut everybody out of the file, and write its link to the new holder: the effect.

    Those whom the former holder invited go too: the new one invites whom they want.
    """
    dossier: Dossier = change.subject
    takeover: Takeover = change.data["takeover"]
    former = dossier.access_email
    revoke_tokens(dossier, LINK_PURPOSE, *BROWSERS)
    people = dossier.members.filter(left_at=None).select_related("dossier__call")
    end_access(list(people), Mandate.EndedBy.SUCCESSION)
    dossier.access_email, dossier.email_verified_at = takeover.email, takeover.confirmed_at
    dossier.sending = None
    written = ["access_email", "email_verified_at", "sending"]
    if dossier.contact_email.lower() == former.lower():
        # Where the service writes; what was deposited stays as it is, in ``frozen``.
        dossier.contact_email, dossier.contact_name = takeover.email, takeover.name
        written += ["contact_email", "contact_name"]
    dossier.save(update_fields=written)
    context = {"takeover": takeover, "dossier": dossier, "call": dossier.call}
    queue_mail(
        TAKEOVER_ACCEPTED,
        about=takeover,
        to=[takeover.email],
        context=context | {"url": new_link(dossier)},
    )
    if former:
        queue_mail(TAKEOVER_FORMER, about=takeover, to=[former], context=context)
