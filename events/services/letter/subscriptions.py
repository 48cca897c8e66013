"""Asking for the letter, confirming it, leaving it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.forms.sending import Sending
from core.limits import HOUR, RateLimit, mailbox_limits
from core.mail.queue import queue_mail
from core.tokens import find_by_token, issue_token, pass_on_tokens
from directory.models import Commune, Departement
from directory.search.near import DEFAULT_RADIUS, Near
from events.mails import LETTER_CONFIRMATION
from events.models import Subscription, Theme

FROM_EVERYONE = 200  # requests an hour, before one is asked for patience
CONFIRMING, LEAVING = "letter-confirmation", "letter"  # what the links of its mails are good for
# A request is kept as long, unless it is confirmed (``events.retention``).
TO_CONFIRM = timedelta(days=7)
# Each letter has a link of its own, since the site keeps no secret that it could write again.
TO_LEAVE = timedelta(days=365)
CONSENT = (
    "J’accepte de recevoir chaque semaine, à cette adresse, la lettre des rendez-vous des lieux. "
    "Je peux me désabonner à tout moment, en un clic."
)


def ask(
    base_url: str,
    sending: Sending,
    *,
    email: str,
    commune: Commune | None = None,
    rayon: int = DEFAULT_RADIUS,
    departements: Iterable[Departement] = (),
    themes: Iterable[Theme] = (),
    facile: bool = False,
) -> None:
    """Keep a request and send the mail that confirms it.

    What is said to the visitor does not depend on who is subscribed already. A request that nobody
    confirms is erased in time (``events.retention``). What is sent again has been asked already.

    Args:
        base_url: absolute address of the letter, with its final slash.
        sending: how it came.
        email: as typed; kept in lower case.
        facile: whether its letters are to be easy to read.
        commune: around which, as far as *rayon* kilometres: then *departements* say nothing.

    Raises:
        LimitExceeded: past what may be written to the mailbox, what the sender may ask, or what
            everyone may. Nothing is stored.
    """
    if Subscription.objects.filter(sending=sending.key).exists():
        return
    brake = RateLimit("letters", FROM_EVERYONE, HOUR, is_brake=True)
    sending.check_limits("letter", *mailbox_limits("letter", email), brake)
    kept = {"email": email.lower(), "consent": CONSENT}
    with transaction.atomic():
        subscription, is_new = Subscription.objects.get_or_create(
            sending=sending.key,
            defaults=kept | {"commune": commune, "radius": rayon, "easy_to_read": facile},
        )
        if not is_new:
            return
        if commune is None:
            subscription.departements.set(departements)
        subscription.themes.set(themes)
        secret = issue_token(CONFIRMING, subscription, lasting=TO_CONFIRM)
        queue_mail(
            LETTER_CONFIRMATION,
            about=subscription,
            to=[subscription.email],
            context={"confirm_url": f"{base_url}{secret}/"},
        )


def near_of(subscription: Subscription) -> Near | None:
    """Return the neighbourhood that *subscription* is about; None where it names no commune."""
    if subscription.commune is None:
        return None
    return replace(Near.around(subscription.commune), radius=subscription.radius)


def to_confirm(secret: str) -> Subscription | None:
    """Return the request that the link of its confirmation opens; None where it is over."""
    return find_by_token(CONFIRMING, Subscription, secret)


def to_leave(secret: str) -> Subscription | None:
    """Return the subscription that the link of a letter ends; None where it is over."""
    return find_by_token(LEAVING, Subscription, secret)


def leave_url(base_url: str, subscription: Subscription) -> str:
    """Return a new secret address by which *subscription* ends: for a letter alone.

    Args:
        base_url: absolute address of the letter, with its final slash.
    """
    secret = issue_token(LEAVING, subscription, lasting=TO_LEAVE)
    return f"{base_url}{secret}/desabonnement/"


@transaction.atomic
def confirm(subscription: Subscription) -> None:
    """Take the request as confirmed by its mailbox; it replaces an earlier one. Safe to repeat."""
    if subscription.confirmed_at:
        return
    others = Subscription.objects.filter(email=subscription.email).exclude(pk=subscription.pk)
    if former := others.confirmed().first():
        subscription.sent_for = former.sent_for
        pass_on_tokens(former, subscription, LEAVING)  # letters sent before still end it
    others.delete()
    subscription.confirmed_at = timezone.now()
    subscription.save(update_fields=["confirmed_at", "sent_for"])


def leave(subscription: Subscription) -> None:
    """Erase the subscription, and all requests of its address with it."""
    Subscription.objects.filter(email=subscription.email).delete()
