"""What the managers' space has done every night."""

from core.jobs import JobResult, daily
from normandie.espace.services.reminders import remind_all


@daily("Rappeler aux gestionnaires de vérifier leur fiche")
def remind_managers() -> JobResult:
    sent, failures = remind_all()
    return JobResult({"fiches rappelées": sent}, failures)
