"""The acknowledgement of receipt of a file, and how anyone may check one.

Code des relations entre le public et l'administration, L. 112-11 and R. 112-11-1: what is sent by
electronic means is acknowledged; the receipt bears the date of reception, the service in charge
with its address, e-mail and telephone, and, for a request, what silence means and from when.
"""

import hmac
from dataclasses import dataclass
from datetime import date

from ami.mails import RECEIPT, RECEIVED
from ami.models import BordereauLine, Completion, Dossier
from ami.services.deposit import digest_of
from ami.services.telling import tell_carrier, tell_service
from core.workflow import Change


@dataclass(frozen=True)
class Receipt:
    """What the receipt of a file says, on the screen, by mail and on paper: frozen at the deposit.

    ``note`` says what the file is, and is not; ``silence`` is a value of ``ami.kinds.Silence``,
    ``silence_on`` when it is worth a decision, for a request, ``silence_months`` after the deposit.
    """

    call_title: str
    service_name: str
    service_address: str
    service_email: str
    service_phone: str
    note: str
    silence: str
    silence_on: date | None
    silence_months: int = 0


def receipt_of(dossier: Dossier) -> Receipt:
    """Return the receipt of a deposited file.

    Raises:
        ValueError: it is a draft: nothing was received.
    """
    if dossier.frozen is None:
        raise ValueError("a draft has no receipt")
    words = dossier.frozen["receipt"]
    day = words["silence_on"]
    return Receipt(**words | {"silence_on": date.fromisoformat(day) if day else None})


def send_receipts(change: Change) -> None:
    """Write the receipt to the carrier, and tell the service: an effect of the deposit."""
    dossier: Dossier = change.subject
    receipt = receipt_of(dossier)
    context = {"receipt": receipt}
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


def destruction_of(number: str) -> BordereauLine | None:
    """Return the line of the bordereau by which the file *number* was destroyed, if it was."""
    wanted = number.strip().upper()
    lines = BordereauLine.objects.destroyed().select_related("bordereau")
    return lines.filter(number__in=(wanted, wanted.rpartition("-C")[0])).first()


def _kept_as(number: str) -> Dossier | Completion | None:
    """Return what bears *number*: « AMI-2026-0001 », or « AMI-2026-0001-C1 »."""
    file, _, rank = number.rpartition("-C")  # a series may hold « -C »
    if not (file and rank.isdecimal() and len(rank) < 5):
        return Dossier.objects.deposited().filter(number=number).first()
    return Completion.objects.filter(dossier__number=file, rank=int(rank)).first()
