"""How long loans are kept; who asked for them is forgotten earlier (``services.loans``)."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.equipment.models import Loan

keep(
    "prêts de matériel terminés, sans nom après un an",
    Loan.objects.over,
    since="ended_at",
    kept=timedelta(days=5 * 365),
    basis=f"{PUBLIC_MISSION}\u00a0: savoir à quoi sert le matériel, et ce qu’il devient.",
)
