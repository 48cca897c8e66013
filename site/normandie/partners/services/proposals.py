"""A proposed event is received, and acknowledged."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction

from core.forms.sending import Sending
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits, mailbox_limits
from core.mail.queue import queue_mail
from normandie.partners.mails import RECEIPT, TEAM, mail_context
from normandie.partners.models import EventProposal

MAX_PER_HOUR = 30  # from everyone together, before one is asked for patience

logger = logging.getLogger(__name__)


def receive_proposal(sending: Sending, **fields: Any) -> EventProposal:
    """Store a proposal, confirm it by mail and tell the team; return what is stored.

    What is sent again is the proposal that it made already.

    Args:
        sending: how it came.
        fields: those of the model.

    Raises:
        LimitExceeded: past what the sender may send, or what everyone may. Nothing is stored.
    """
    if earlier := EventProposal.objects.filter(sending=sending.key).first():
        return earlier
    brake = RateLimit("event-proposals", MAX_PER_HOUR, HOUR, is_brake=True)
    sending.check_limits("event-proposal", brake)
    with transaction.atomic():
        proposal, is_new = EventProposal.objects.get_or_create(sending=sending.key, defaults=fields)
        if is_new:
            context = mail_context(proposal)
            _confirm(proposal, context)
            queue_mail(TEAM, about=proposal, to=settings.DIRECTORY_TEAM_EMAILS, context=context)
    return proposal


def _confirm(proposal: EventProposal, context: dict[str, Any]) -> None:
    """Confirm by mail, unless the mailbox gets many: anyone may have named it."""
    try:
        check_limits(mailbox_limits("event-proposal-receipt", proposal.email))
    except LimitExceeded:
        logger.warning("event proposals: too many confirmations for one mailbox")
        return
    queue_mail(RECEIPT, about=proposal, to=[proposal.email], context=context)
