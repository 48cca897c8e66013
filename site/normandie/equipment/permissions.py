"""What may be done with the pooled equipment; ``normandie.roles`` says by whom."""

from core.permissions import TableRights
from normandie.equipment.models import EquipmentKit, Loan, Participation

# Loans and offers come from managers: nobody adds or deletes one by hand.
TABLES = (
    TableRights(EquipmentKit),
    TableRights(Loan, ("change", "view")),
    TableRights(Participation, ("change", "view")),
)
RIGHTS = TABLES
