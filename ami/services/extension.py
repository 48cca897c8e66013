"""A later deadline for one file, while its call stays closed to the others."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ami.kinds.people import EXTEND
from ami.mails import EXTENDED
from ami.models import Dossier
from ami.services.links import new_link
from core.mail.queue import queue_mail
from core.text.formats import closing_moment
from core.workflow import Actor, Change, WorkflowError

LONGEST = timedelta(days=90)  # after the closing


class WrongDate(WorkflowError):
    message = "Cette date ne prolonge pas le dépôt."


def check_date(dossier: Dossier, until: datetime) -> None:
    """Refuse a date that would change nothing, or would keep a call open without end.

    Raises:
        WrongDate: the call has no closing, or *until* is over, no later than the closing or the
            grace of *dossier*, or too late.
    """
    closes_at, grace_ends_at = dossier.call.closes_at, dossier.grace_ends_at
    if closes_at is None or grace_ends_at is None:
        raise WrongDate("Cet appel n’a pas de clôture\u00a0: rien n’est à prolonger.")
    if until <= timezone.now():
        raise WrongDate("Ce moment est déjà passé.")
    if until <= closes_at:
        raise WrongDate(f"L’appel ne se clôt que le {closing_moment(closes_at)}.")
    if until <= grace_ends_at:
        raise WrongDate(
            "Ce brouillon, commencé avant la clôture, peut déjà être déposé jusqu’au "
            f"{closing_moment(grace_ends_at)}."
        )
    if until > closes_at + LONGEST:
        raise WrongDate(f"Un délai va au plus à {LONGEST.days} jours après la clôture.")


def extend(dossier: Dossier, until: datetime, actor: Actor, *, reason: str) -> None:
    """Let *dossier* alone be deposited until just before *until*; it replaces an earlier date.

    History keeps who, until when and why; the carrier is told the date.

    Raises:
        WrongDate: see ``check_date``.
        WorkflowError: not for *actor*, no reason, deposited meanwhile, or somebody was quicker.
    """
    check_date(dossier, until)
    dossier.call_kind.transitions.apply(
        dossier,
        EXTEND,
        actor,
        reason=reason,
        recorded={"until": until.isoformat()},
        until=until,
    )


@transaction.atomic
def write_deadline(change: Change) -> None:
    """Write the date and tell the carrier: the effect of ``EXTEND``."""
    dossier: Dossier = change.subject
    dossier.extended_until = change.data["until"]
    dossier.save(update_fields=["extended_until"])
    if dossier.access_email:
        context = {
            "call": dossier.call,
            "until": closing_moment(change.data["until"]),
            "url": new_link(dossier),
        }
        queue_mail(
            EXTENDED,
            about=dossier,
            to=[dossier.access_email],
            context=context,
            occasion=str(dossier.version),
        )
