from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.services.letter import send_letters


class Command(BaseCommand):
    help = (
        "Envoie la lettre de la semaine à qui l’a confirmée et ne l’a pas encore reçue. Sans "
        "risque à répéter\u00a0: rien ne part deux fois. Se termine par le code 1 s’il reste des "
        "lettres à renvoyer."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_letters()
        self.stdout.write(
            f"Lettres envoyées\u00a0: {result.sent}. "
            f"Sans rien à dire\u00a0: {result.without_news}. "
            f"Non parties, à renvoyer\u00a0: {result.failed}."
        )
        if result.failed:
            raise CommandError("Des lettres ne sont pas parties.", returncode=1)
