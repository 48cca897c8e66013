"""How a manager shows to the others, and writing to one of them."""

import hashlib
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.limits import check_limits, mailbox_limits
from core.mail.queue import queue_mail
from normandie.espace.mails import MESSAGE, absolute
from normandie.espace.models import ManagerProfile
from normandie.espace.models.collective import shown_name
from normandie.espace.search.peers import listed_profiles

from .writing import message_limit


def keep_profile(profile: ManagerProfile) -> None:
    """Keep what a person chose; a summary that begins tells of what comes, not of the past."""
    if profile.questions_by_mail == ManagerProfile.Pace.NEVER:
        profile.digested_at = None
    elif profile.digested_at is None:
        profile.digested_at = timezone.now()
    profile.save()


@transaction.atomic
def write_to(peer: ManagerProfile, sender: Any, places: str, *, text: str, gives: bool) -> None:
    """Send the message of *sender* to *peer*, by mail; the site keeps nothing else of it.

    Args:
        places: those of the sender, as the peer reads them.
        gives: whether the peer may have the address of the sender, and so answer by their mailbox.

    Raises:
        LimitExceeded: the sender wrote to many, or the mailbox got many messages already.
    """
    check_limits([message_limit(sender), *mailbox_limits("collective-peer", peer.user.email)])
    address = sender.email if gives else ""
    own = listed_profiles().filter(user=sender).first()
    answer_path = reverse("espace:collective_message", args=(own.pk,)) if own else ""
    queue_mail(
        MESSAGE,
        about=peer,
        to=[peer.user.email],
        context={
            "name": shown_name(sender),
            "places": places,
            "text": text,
            "address": address,
            "answer_url": absolute(answer_path) if answer_path else "",
            "preferences_url": absolute(reverse("espace:collective_profile")),
        },
        # The same message twice in a day is a form that was sent twice.
        occasion=f"{timezone.localdate():%Y%m%d}-{_digest(sender, text)}",
        headers={"Reply-To": address} if address else None,
    )


def _digest(sender: Any, text: str) -> str:
    return hashlib.sha256(f"{sender.pk} {text}".encode()).hexdigest()[:24]
