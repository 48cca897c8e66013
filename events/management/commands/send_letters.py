from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.services.letter import send_letters


class Command(BaseCommand):
    help = (
        "Écrit la lettre de la semaine pour qui l’a confirmée et ne l’a pas encore reçue\u00a0; "
        "l’ouvrier l’envoie. Sans risque à répéter\u00a0: rien ne part deux fois. Se termine par "
        "le code 1 si une lettre n’a pas pu être écrite."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_letters()
        self.stdout.write(
            f"Lettres à envoyer\u00a0: {result.queued}. "
            f"Sans rien à dire\u00a0: {result.without_news}. "
            f"Non écrites\u00a0: {result.failed}."
        )
        if result.failed:
            raise CommandError("Des lettres n’ont pas pu être écrites.", returncode=1)
