"""What complaints about accessibility need every night."""

from core.jobs import Outcome, daily
from normandie.accessibility.models import Complaint


@daily("Compter les réclamations en retard")
def follow_complaints() -> Outcome:
    return Outcome({"réclamations en retard": Complaint.objects.late().count()})
