"""How long what visitors report is kept."""

from datetime import timedelta

from core.retention import keep
from directory.models import ErrorReport

keep(
    "signalements",
    ErrorReport.objects.all,
    since="received_at",
    kept=timedelta(days=365),
    basis="Mission d’intérêt public (RGPD, article 6, 1, e)\u00a0: corriger la fiche et répondre.",
)
