"""Send the mails that are due, whatever became of the worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.mail.delivery import send_due_mails
from core.models import OutgoingMail


class Command(BaseCommand):
    help = (
        "Envoie les courriels qui attendent. À lancer chaque minute\u00a0; sans risque à "
        "répéter\u00a0: rien ne part deux fois. Se termine par le code 1 si des courriels sont "
        "abandonnés, en disant combien et lesquels\u00a0; celui qui sera essayé de nouveau n’est "
        "pas un échec."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_due_mails()
        waiting = OutgoingMail.objects.waiting().count()
        if result.sent or result.failed or options["verbosity"] > 1:
            self.stdout.write(
                f"Courriels partis\u00a0: {result.sent}. Non partis\u00a0: {result.failed}. "
                f"En attente\u00a0: {waiting}."
            )
        abandoned = [
            f"{number} courriel{'s' if number > 1 else ''} «\u00a0{label}\u00a0» abandonné"
            f"{'s' if number > 1 else ''}"
            for label, number in sorted(result.abandoned.items())
        ]
        if failures := [*abandoned, *result.failures]:
            raise CommandError(f"Échecs\u00a0: {', '.join(failures)}.")
