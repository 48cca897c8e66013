"""How long loans are kept; who asked for them is forgotten earlier (``services.loans``)."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.equipment.models import Loan, Participation

keep(
    "prêts de matériel terminés, sans nom après un an",
    Loan.objects.over,
    since="ended_at",
    kept=timedelta(days=5 * 365),
    basis=f"{PUBLIC_MISSION}\u00a0: savoir à quoi sert le matériel, et ce qu’il devient.",
)
keep(
    "lieux proposés pour une expérimentation",
    Participation.objects.all,
    since="experiment__last_day",
    kept=timedelta(days=365),
    basis=f"{PUBLIC_MISSION}\u00a0: choisir les lieux, et leur répondre\u00a0; le nom part avec le "
    "compte.",
)
