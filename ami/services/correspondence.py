"""What the carrier of a deposited file and the service tell each other: messages, withdrawal."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ami.attachments import AttachmentRefused, Room
from ami.kinds import CARRIER
from ami.mails import TO_CARRIER, TO_SERVICE, WITHDRAWN
from ami.models import Attachment, Dossier, Message
from ami.services.attachments import clean_name, keep_file, refusals_of, room_of
from ami.services.telling import tell_carrier, tell_service
from core.limits import HOUR, RateLimit, check_limits
from core.workflow import Actor, Change

WITHDRAW = "retirer"  # the transition
MESSAGES_PER_HOUR = 20  # of one file
SAME_MESSAGE = timedelta(minutes=10)  # within which the same text is one message
Topic = Message.Topic


class FilesRefused(Exception):
    """The message is not sent: ``refusals`` says, in French, why each file is not taken."""

    def __init__(self, refusals: list[str]) -> None:
        super().__init__(*refusals)
        self.refusals = refusals


@transaction.atomic
def write_to_service(
    dossier: Dossier,
    text: str,
    files: Sequence[UploadedFile] = (),
    topic: str = Topic.FILE,
) -> Message:
    """Keep a message of the carrier and tell the service, whose mail does not hold it.

    The same text sent twice in ten minutes (a double click, a reload, a way back) is one message.

    Args:
        files: what goes with it; all that carriers send so weighs at most as much as a file may.

    Raises:
        FilesRefused: one of them is not taken. Nothing is kept.
        LimitExceeded: past what one file may send in an hour.
    """
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)  # one message at a time
    recent = dossier.messages.filter(sent_at__gt=timezone.now() - SAME_MESSAGE)
    for sent in recent.filter(from_service=False, text=text, topic=topic):
        if _holds(sent, files):
            return sent
    held = Attachment.objects.filter(message__dossier=dossier, by_service=False)
    if refusals := refusals_of(files, Room(0, room_of(held).total)):
        raise FilesRefused(refusals)
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
        dossier=dossier, from_service=False, written_by=dossier.writer, text=text, topic=topic
    )
    _join(message, files)
    tell_service(dossier, TO_SERVICE, {"message": message}, occasion=str(message.pk))
    return message


@transaction.atomic
def write_to_carrier(
    dossier: Dossier, text: str, actor: Actor, files: Sequence[UploadedFile] = ()
) -> Message:
    """Keep a message of the service and tell the carrier, whose mail does not hold it.

    The same text sent twice in ten minutes (a double click, a reload) is one message.

    Raises:
        FilesRefused: one of the *files* is not taken. Nothing is kept.
    """
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)  # one message at a time
    recent = dossier.messages.filter(sent_at__gt=timezone.now() - SAME_MESSAGE)
    for sent in recent.filter(from_service=True, text=text):
        if _holds(sent, files):
            return sent
    if refusals := refusals_of(files, Room(0, 0)):
        raise FilesRefused(refusals)
    message = Message.objects.create(
        dossier=dossier, from_service=True, author=actor.user, text=text
    )
    _join(message, files)
    tell_carrier(dossier, TO_CARRIER, occasion=str(message.pk))
    return message


def mark_read(messages: Iterable[Message]) -> None:
    """Note that the carrier has seen these *messages* of the service, and no other."""
    seen = [each.pk for each in messages if each.from_service and each.read_at is None]
    if seen:
        Message.objects.filter(pk__in=seen).update(read_at=timezone.now())


def _holds(message: Message, files: Sequence[UploadedFile]) -> bool:
    """Whether *message* has these *files* already, as far as names and sizes tell, and no other."""
    names = {(clean_name(each.name or ""), each.size or 0) for each in files}
    return names == set(message.attachments.values_list("name", "size"))


def _join(message: Message, files: Sequence[UploadedFile]) -> None:
    """Keep the *files* with *message*.

    Raises:
        FilesRefused: one of them cannot be kept after all: the store fails.
    """
    try:
        for file in files:
            keep_file(
                file,
                message.attachments.all(),
                message.dossier,
                message=message,
                by_service=message.from_service,
                after_deposit=True,
            )
    except AttachmentRefused as refusal:
        raise FilesRefused([refusal.message]) from refusal


def withdraw(dossier: Dossier) -> None:
    """Take a file back, as its carrier saw it.

    Raises:
        WorkflowError: it is answered, withdrawn already, or has just changed.
    """
    dossier.call_kind.transitions.apply(dossier, WITHDRAW, Actor(CARRIER))


def may_withdraw(dossier: Dossier) -> bool:
    """Whether the carrier may take the file back: until it reads its answer."""
    possible = dossier.call_kind.transitions.possible(dossier.state, [CARRIER])
    return any(each.action == WITHDRAW for each in possible) and not (
        dossier.carrier_state.shows_result
    )


def tell_of_withdrawal(change: Change) -> None:
    """Tell the service: an effect of the withdrawal."""
    dossier: Dossier = change.subject
    tell_service(dossier, WITHDRAWN, occasion=str(dossier.version))
