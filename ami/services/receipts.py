"""The acknowledgement of receipt of a file, and how anyone may check one.

Code des relations entre le public et l'administration, L. 112-11 and R. 112-11-1: what is sent by
electronic means is acknowledged; the receipt bears the date of reception, the service in charge
with its address, e-mail and telephone, and, for a request, what silence means and from when.
"""

import hmac
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from ami.kinds import Silence
from ami.mails import RECEIPT, RECEIVED
from ami.models import Completion, Dossier
from ami.services.deposit import digest_of
from ami.services.telling import tell_carrier, tell_service
from ami.wording import moment
from core.workflow import Change


@dataclass(frozen=True)
class Receipt:
    """What the receipt of a file says, on the screen, by mail and on paper."""

    dossier: Dossier
    note: str  # what the file is, and is not
    silence: Silence
    silence_on: date | None  # when silence is worth a decision, for a request

    @property
    def received(self) -> str:
        """The moment of reception, to the minute, in words."""
        return moment(self.dossier.deposited_at) if self.dossier.deposited_at else ""


def receipt_of(dossier: Dossier) -> Receipt:
    """Return the receipt of a deposited file.

    Raises:
        ValueError: it is a draft: nothing was received.
    """
    if dossier.deposited_at is None:
        raise ValueError("a draft has no receipt")
    call, kind = dossier.call, dossier.call_kind
    silence = Silence(call.silence) if kind.is_request else Silence.NONE
    day = timezone.localtime(dossier.deposited_at).date()
    return Receipt(
        dossier,
        call.receipt_note or kind.receipt_note,
        silence,
        None if silence is Silence.NONE else day + relativedelta(months=call.silence_months),
    )


def send_receipts(change: Change) -> None:
    """Write the receipt to the carrier, and tell the service: an effect of the deposit."""
    dossier: Dossier = change.subject
    receipt = receipt_of(dossier)
    context = {"receipt": receipt, "received": receipt.received}
    tell_carrier(dossier, RECEIPT, context)
    tell_service(dossier, RECEIVED, context)


def is_receipt_true(number: str, digest: str) -> bool:
    """Whether *digest* is that of the file, or the completion, *number*, as it is kept today."""
    kept = _kept_as(number.strip().upper())
    if kept is None or kept.frozen is None:
        return False
    given = "".join(digest.split()).lower().encode()
    return hmac.compare_digest(given, kept.digest.encode()) and hmac.compare_digest(
        given, digest_of(kept.frozen).encode()
    )


def _kept_as(number: str) -> Dossier | Completion | None:
    """Return what bears *number*: « AMI-2026-0001 », or « AMI-2026-0001-C1 »."""
    file, _, rank = number.partition("-C")
    if not rank:
        return Dossier.objects.deposited().filter(number=number).first()
    if not (rank.isdecimal() and len(rank) < 5):
        return None
    return Completion.objects.filter(dossier__number=file, rank=int(rank)).first()
