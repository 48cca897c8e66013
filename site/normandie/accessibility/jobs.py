"""What complaints about accessibility need every night."""

from core.jobs import JobResult, daily
from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import acknowledge_later


@daily("Écrire les accusés retenus, compter les réclamations en retard")
def follow_complaints() -> JobResult:
    result = acknowledge_later()
    result.figures["réclamations en retard"] = Complaint.objects.late().count()
    return result
