"""How long a request for the letter waits to be confirmed."""

from datetime import timedelta

from core.retention import CONSENT, keep
from events.models import Subscription

keep(
    "demandes de la lettre non confirmées",
    Subscription.objects.unconfirmed,
    since="asked_at",
    kept=timedelta(days=7),
    basis=f"{CONSENT}\u00a0: le temps de le confirmer.",
)
