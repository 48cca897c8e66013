"""How long a request for the letter waits to be confirmed."""

from core.retention import CONSENT, keep
from events.models import Subscription
from events.services.letter import TO_CONFIRM

keep(
    "demandes de la lettre non confirmées",
    Subscription.objects.unconfirmed,
    since="asked_at",
    kept=TO_CONFIRM,
    basis=f"{CONSENT}\u00a0: le temps de le confirmer.",
)
