"""What complaints about accessibility need every night."""

from core.jobs import Outcome, daily
from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import send_pending


@daily("Renvoyer les courriels des réclamations, compter celles en retard")
def follow_complaints() -> Outcome:
    sent, waiting = send_pending()
    return Outcome(
        {
            "courriels partis": sent,
            "courriels en attente": waiting,
            "réclamations en retard": Complaint.objects.late().count(),
        }
    )
