"""How long a request for the letter waits to be confirmed, and registrations stay."""

from datetime import timedelta

from core.retention import CONSENT, PUBLIC_MISSION, keep
from events.models import Registration, Subscription
from events.services.letter import TO_CONFIRM

keep(
    "demandes de la lettre non confirmées",
    Subscription.objects.unconfirmed,
    since="asked_at",
    kept=TO_CONFIRM,
    basis=f"{CONSENT}\u00a0: le temps de le confirmer.",
)
# As visitors are told by « templates/events/registration/form.html ».
keep(
    "inscriptions aux événements",
    Registration.objects.all,
    since="occurrence__ends_at",
    kept=timedelta(days=14),
    basis=f"{PUBLIC_MISSION}\u00a0: accueillir les personnes, puis compter combien sont venues.",
)
