"""What may be done with the pooled equipment; ``normandie.roles`` says by whom."""

from core.permissions import TableRights
from normandie.equipment.models import EquipmentKit, Loan

# Loans come from managers: nobody adds or deletes one by hand.
TABLES = (TableRights(EquipmentKit), TableRights(Loan, ("change", "view")))
RIGHTS = TABLES
