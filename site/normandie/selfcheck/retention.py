"""How long self-checks are kept: nothing in them asks who answers."""

from datetime import timedelta

from core.retention import keep
from normandie.selfcheck.models import SelfCheck

keep(
    "autodiagnostics",
    SelfCheck.objects.all,
    since="touched_at",
    kept=timedelta(days=365),
    basis="Sans donnée personnelle demandée\u00a0: le temps de les reprendre, un an après leur "
    "dernier changement.",
)
