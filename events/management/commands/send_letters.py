from typing import Any

from django.core.management.base import BaseCommand

from events.services.letter import send_letters


class Command(BaseCommand):
    help = (
        "Envoie la lettre de la semaine à qui l’a confirmée et ne l’a pas encore reçue, et efface "
        "les demandes restées sans réponse. Sans risque à répéter : rien ne part deux fois."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_letters()
        self.stdout.write(
            f"Lettres envoyées : {result.sent}. Sans rien à dire : {result.without_news}. "
            f"Non parties, à renvoyer : {result.failed}."
        )
