"""What the carrier of a deposited file tells the service: messages, withdrawal."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from ami.kinds import CARRIER
from ami.mails import TO_SERVICE, WITHDRAWN
from ami.models import Dossier, Message
from core.limits import HOUR, RateLimit, check_limits
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail
from core.workflow import Actor, Change

WITHDRAW = "retirer"  # the transition
MESSAGES_PER_HOUR = 20  # of one file
SAME_MESSAGE = timedelta(minutes=10)  # within which the same text is one message


@transaction.atomic
def write_to_service(dossier: Dossier, text: str) -> Message:
    """Keep a message of the carrier and tell the service, whose mail does not hold it.

    The same text sent twice in ten minutes (a double click, a reload, a way back) is one message.

    Raises:
        LimitExceeded: past what one file may send in an hour.
    """
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)  # one message at a time
    recent = dossier.messages.filter(sent_at__gt=timezone.now() - SAME_MESSAGE)
    if sent := recent.filter(from_service=False, text=text).first():
        return sent
    check_limits(
        [
            RateLimit(
                "dossier-message",
                MESSAGES_PER_HOUR,
                HOUR,
                (str(dossier.pk),),
                reason="ce dossier en a déjà envoyé beaucoup",
            )
        ]
    )
    message = Message.objects.create(
        dossier=dossier, from_service=False, written_by=dossier.writer, text=text
    )
    _tell(dossier, TO_SERVICE, occasion=str(message.pk))
    return message


def mark_read(messages: Iterable[Message]) -> None:
    """Note that the carrier has seen these *messages* of the service, and no other."""
    seen = [each.pk for each in messages if each.from_service and each.read_at is None]
    if seen:
        Message.objects.filter(pk__in=seen).update(read_at=timezone.now())


def withdraw(dossier: Dossier) -> None:
    """Take a file back, as its carrier saw it.

    Raises:
        WorkflowError: it is answered, withdrawn already, or has just changed.
    """
    dossier.call_kind.transitions.apply(dossier, WITHDRAW, Actor(CARRIER))


def may_withdraw(dossier: Dossier) -> bool:
    possible = dossier.call_kind.transitions.possible(dossier.state, [CARRIER])
    return any(each.action == WITHDRAW for each in possible)


def tell_of_withdrawal(change: Change) -> None:
    """Tell the service: an effect of the withdrawal."""
    dossier: Dossier = change.subject
    _tell(dossier, WITHDRAWN, occasion=str(dossier.version))


def _tell(dossier: Dossier, kind: MailKind, occasion: str) -> None:
    if not dossier.call.service_email:
        return
    admin_url = AdminURLFinder().get_edit_url(dossier) or "/admin/"
    queue_mail(
        kind,
        about=dossier,
        to=[dossier.call.service_email],
        context={
            "dossier": dossier,
            "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, admin_url),
        },
        occasion=occasion,
    )
