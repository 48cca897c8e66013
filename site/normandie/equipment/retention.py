"""How long loans and breakdowns are kept; names are forgotten earlier (``services.loans``)."""

from datetime import timedelta

from core.retention import PUBLIC_MISSION, keep
from normandie.equipment.models import EquipmentKit, Loan, Participation
from normandie.equipment.services.loans import steps_of_all

keep(
    "prêts de matériel terminés, sans nom après un an",
    Loan.objects.over,
    since="ended_at",
    kept=timedelta(days=5 * 365),
    basis=f"{PUBLIC_MISSION}\u00a0: savoir à quoi sert le matériel, et ce qu’il devient.",
)
keep(
    "étapes des kits de matériel (pannes, remises en service), sans nom après un an",
    lambda: steps_of_all(EquipmentKit),
    since="at",
    kept=timedelta(days=5 * 365),
    basis=f"{PUBLIC_MISSION}\u00a0: savoir ce qui tombe en panne, et ce qu’il devient.",
)
keep(
    "lieux proposés pour une expérimentation",
    Participation.objects.all,
    since="experiment__last_day",
    kept=timedelta(days=365),
    basis=f"{PUBLIC_MISSION}\u00a0: choisir les lieux, et leur répondre\u00a0; le nom part avec le "
    "compte.",
)
