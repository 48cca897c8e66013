from .experiment import ExperimentPage, ExperimentPlace, ExperimentsPage, Participation
from .kit import EquipmentKit, NewUse
from .loan import Loan, LoanDay
from .pages import EquipmentPage

__all__ = [
    "EquipmentKit",
    "EquipmentPage",
    "ExperimentPage",
    "ExperimentPlace",
    "ExperimentsPage",
    "Loan",
    "LoanDay",
    "NewUse",
    "Participation",
]
