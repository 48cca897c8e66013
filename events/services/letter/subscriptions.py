"""Asking for the letter, confirming it, leaving it."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.mail.queue import queue_mail
from directory.models import Departement
from directory.services.attempts import Attempts, TooManyAttempts
from events.mails import LETTER_CONFIRMATION
from events.models import Subscription, Theme

HOUR = 3600  # seconds
PER_ADDRESS = 3  # requests an hour for one mailbox: nobody floods another's
FROM_EVERYONE = 200  # requests an hour: each makes a mail leave
CONSENT = (
    "J’accepte de recevoir chaque semaine, à cette adresse, la lettre des rendez-vous des lieux. "
    "Je peux me désabonner à tout moment, en un clic."
)


class TooManyRequests(TooManyAttempts):
    """The visitor, the mailbox or everyone together has had enough for now."""


def ask(
    sender: str,
    base_url: str,
    *,
    email: str,
    departements: Iterable[Departement] = (),
    themes: Iterable[Theme] = (),
) -> None:
    """Keep a request and send the mail that confirms it.

    What is said to the visitor does not depend on who is subscribed already. A request that nobody
    confirms is erased in time (``events.retention``).

    Args:
        sender: the network that it comes from (``visitors.network_of``), to count and forget.
        base_url: absolute address of the letter, with its final slash.
        email: as typed; kept in lower case.

    Raises:
        TooManyRequests: past one of the limits. Nothing is stored.
    """
    email = email.lower()
    _check_limits(sender, email)
    with transaction.atomic():
        subscription = Subscription.objects.create(email=email, consent=CONSENT)
        subscription.departements.set(departements)
        subscription.themes.set(themes)
        queue_mail(
            LETTER_CONFIRMATION,
            about=subscription,
            to=[subscription.email],
            context={"confirm_url": f"{base_url}{subscription.token}/"},
        )


@transaction.atomic
def confirm(subscription: Subscription) -> None:
    """Take the request as confirmed by its mailbox; it replaces an earlier one. Safe to repeat."""
    if subscription.confirmed_at:
        return
    others = Subscription.objects.filter(email=subscription.email).exclude(pk=subscription.pk)
    former = others.confirmed().first()
    subscription.sent_for = former.sent_for if former else None
    others.delete()
    subscription.confirmed_at = timezone.now()
    subscription.save(update_fields=["confirmed_at", "sent_for"])


def leave(subscription: Subscription) -> None:
    """Erase the subscription, and all requests of its address with it."""
    Subscription.objects.filter(email=subscription.email).delete()


def _check_limits(sender: str, email: str) -> None:
    since = timezone.now() - timedelta(seconds=HOUR)
    if Subscription.objects.filter(asked_at__gt=since).count() >= FROM_EVERYONE:
        raise TooManyRequests(HOUR)
    for attempts, most in (
        (Attempts.of("letter", sender, seconds=HOUR), settings.AGENDA_LETTERS_PER_HOUR),
        (Attempts.of("letter-mailbox", email, seconds=HOUR), PER_ADDRESS),
    ):
        if attempts.add() > most:
            raise TooManyRequests(attempts.wait)
