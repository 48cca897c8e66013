"""What the loans of equipment need every night."""

from core.jobs import JobResult, daily
from normandie.equipment.services.loans import expire, forget_names, remind


@daily("Rappeler le retour du matériel prêté")
def remind_borrowers() -> JobResult:
    figures, failures = remind()
    return JobResult(figures, failures)


@daily("Clore les prêts de matériel dont les jours sont passés")
def expire_loans() -> JobResult:
    number, failures = expire()
    return JobResult({"prêts échus sans départ": number}, failures)


@daily("Oublier qui a emprunté du matériel, ou signalé une panne")
def forget_borrowers() -> JobResult:
    return JobResult({"prêts sans nom": forget_names()})
