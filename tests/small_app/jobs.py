"""What loans need every night."""

from core.jobs import JobResult, daily
from tests.small_app.models import Loan


@daily("Compter les prêts en cours")
def count_loans() -> JobResult:
    return JobResult({"prêts en cours": Loan.objects.filter(state=Loan.State.GRANTED).count()})
