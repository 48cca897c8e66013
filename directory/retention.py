"""How long what visitors report is kept."""

from datetime import timedelta

from core.retention import CONSENT, PUBLIC_MISSION, keep
from directory.models import ErrorReport, PoleContact

keep(
    "signalements",
    ErrorReport.objects.all,
    since="received_at",
    kept=timedelta(days=365),
    basis=f"{PUBLIC_MISSION}\u00a0: corriger la fiche et répondre.",
)
keep(
    "contacts nommés des pôles, sans accord renouvelé",
    PoleContact.objects.naming_somebody,
    since="agreed_on",
    kept=timedelta(days=730),
    basis=f"{CONSENT}\u00a0: dire qui l’on peut joindre.",
)
