from .kit import EquipmentKit, NewUse
from .loan import Loan, LoanDay
from .pages import EquipmentPage

__all__ = ["EquipmentKit", "EquipmentPage", "Loan", "LoanDay", "NewUse"]
