"""How long what visitors report is kept."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from directory.models import ErrorReport

keep(
    "signalements",
    ErrorReport.objects.all,
    since="received_at",
    kept=timedelta(days=365),
    basis=f"{PUBLIC_MISSION}\u00a0: corriger la fiche et répondre.",
)
