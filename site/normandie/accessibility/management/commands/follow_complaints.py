"""What complaints about accessibility need each day."""

from typing import Any

from django.core.management.base import BaseCommand

from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import (
    KEPT_AFTER_ANSWER,
    erase_old_complaints,
)


class Command(BaseCommand):
    help = (
        "Efface les réclamations d’accessibilité et compte celles en retard. L’effacement a lieu "
        f"{KEPT_AFTER_ANSWER.days} jours après leur réponse. À lancer chaque jour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Réclamations effacées : {erase_old_complaints()}")
        self.stdout.write(f"Réclamations en retard : {Complaint.objects.late().count()}")
