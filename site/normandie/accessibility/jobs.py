"""What complaints about accessibility need every night."""

from core.jobs import Outcome, daily
from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import acknowledge_later


@daily("Écrire les accusés retenus, compter les réclamations en retard")
def follow_complaints() -> Outcome:
    return Outcome(
        {
            "accusés écrits": acknowledge_later(),
            "réclamations en retard": Complaint.objects.late().count(),
        }
    )
