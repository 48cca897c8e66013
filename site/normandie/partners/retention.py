"""How long what partners propose is kept, with the address of who wrote."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.partners.models import EventProposal

keep(
    "propositions d’événements",
    EventProposal.objects.all,
    since="received_at",
    kept=timedelta(days=365),
    basis=f"{PUBLIC_MISSION}\u00a0: étudier la proposition et y répondre\u00a0; l’événement "
    "publié reste, sans le courriel.",
)
