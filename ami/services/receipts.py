"""The acknowledgement of receipt of a file, and how anyone may check one.

Code des relations entre le public et l'administration, L. 112-11 and R. 112-11-1: what is sent by
electronic means is acknowledged; the receipt bears the date of reception, the service in charge
with its address, e-mail and telephone, and, for a request, what silence means and from when.
"""

import hmac
from dataclasses import dataclass
from datetime import date

from ami.kinds import Silence
from ami.mails import RECEIPT, RECEIVED
from ami.models import Dossier
from ami.services.access import new_link
from ami.services.deposit import digest_of
from ami.services.silence import first_silence_date, meaning_of_silence
from ami.wording import moment
from core.mail.queue import queue_mail
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
    note = dossier.call.receipt_note or dossier.call_kind.receipt_note
    return Receipt(dossier, note, meaning_of_silence(dossier), first_silence_date(dossier))


def send_receipts(change: Change) -> None:
    """Write the receipt to the carrier, and tell the service: an effect of the deposit."""
    dossier: Dossier = change.subject
    receipt = receipt_of(dossier)
    context = {
        "receipt": receipt,
        "dossier": dossier,
        "call": dossier.call,
        "received": receipt.received,
    }
    if dossier.access_email:
        queue_mail(
            RECEIPT,
            about=dossier,
            to=[dossier.access_email],
            context=context | {"url": new_link(dossier)},
        )
    # The person to write to has not shown that the address is theirs: no link for it.
    others = [each for each in dossier.mail_addresses if each != dossier.access_email]
    queue_mail(RECEIPT, about=dossier, to=others, context=context | {"url": ""})
    if dossier.call.service_email:
        queue_mail(RECEIVED, about=dossier, to=[dossier.call.service_email], context=context)


def is_receipt_true(number: str, digest: str) -> bool:
    """Whether *digest* is that of the file *number*, and of what is kept of it today."""
    dossier = Dossier.objects.deposited().filter(number=number.strip().upper()).first()
    if dossier is None or dossier.frozen is None:
        return False
    given = "".join(digest.split()).lower().encode()
    return hmac.compare_digest(given, dossier.digest.encode()) and hmac.compare_digest(
        given, digest_of(dossier.frozen).encode()
    )
