"""What is held about a person who asked for the letter: to show it to her, or to erase it.

GDPR, articles 15 and 20 (she may have it, in a common format) and 17 (she may have it erased).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.models import Subscription

from .subscriptions import leave, near_of

EXPORTED = "events.subscription_exported"  # in the log: by whom and when, never the address
ERASED = "events.subscription_erased"


def held_on(subscription: Subscription) -> dict[str, Any]:
    """Return all that is held on the address of *subscription*, in words; never its secret."""
    same = Subscription.objects.filter(email=subscription.email).order_by("asked_at", "pk")
    rows = same.select_related("commune").prefetch_related("departements", "themes")
    return {
        "adresse électronique": subscription.email,
        "abonnements": [_told(row) for row in rows],
    }


def note_export(subscription: Subscription, user: Any) -> None:
    """Write into the log that *user* took a copy."""
    log(subscription, EXPORTED, user=user)


@transaction.atomic
def erase(subscription: Subscription, user: Any) -> None:
    """Erase all that is held on the address of *subscription*; the log keeps that it was done."""
    log(subscription, ERASED, user=user, deleted=True)
    leave(subscription)


def _told(subscription: Subscription) -> dict[str, Any]:
    departements = [departement.name for departement in subscription.departements.all()]
    themes = [theme.name for theme in subscription.themes.all()]
    near = near_of(subscription)
    confirmed, sent_for = subscription.confirmed_at, subscription.sent_for
    return {
        "état": "confirmé" if confirmed else "en attente de confirmation",
        "départements": [] if near else departements or ["toute la région"],
        "autour": near.said() if near else "",
        "thèmes": themes or ["tous"],
        "version": "facile à lire" if subscription.easy_to_read else "ordinaire",
        "accord donné": subscription.consent,
        "demandé le": _said(subscription.asked_at),
        "confirmé le": _said(confirmed) if confirmed else "",
        "dernière lettre": f"semaine du {sent_for:%d/%m/%Y}" if sent_for else "",
    }


def _said(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y à %H:%M}"
