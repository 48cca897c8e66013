"""What complaints about accessibility need each day."""

from typing import Any

from django.core.management.base import BaseCommand

from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import (
    KEPT_AFTER_ANSWER,
    erase_old_complaints,
    send_pending,
)


class Command(BaseCommand):
    help = (
        "Renvoie les accusés et les réponses qui n’ont pas pu partir, et efface les réclamations "
        f"d’accessibilité {KEPT_AFTER_ANSWER.days} jours après leur réponse. À lancer chaque jour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent, waiting = send_pending()
        self.stdout.write(f"Courriels partis : {sent}, encore en attente : {waiting}")
        self.stdout.write(f"Réclamations effacées : {erase_old_complaints()}")
        self.stdout.write(f"Réclamations en retard : {Complaint.objects.late().count()}")
