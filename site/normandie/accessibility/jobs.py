"""What complaints about accessibility need every night."""

from core.jobs import Outcome, daily
from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import acknowledge_later


@daily("Écrire les accusés retenus, compter les réclamations en retard")
def follow_complaints() -> Outcome:
    outcome = acknowledge_later()
    outcome.figures["réclamations en retard"] = Complaint.objects.late().count()
    return outcome
