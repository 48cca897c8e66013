"""Wagtail's command of this name, which ours takes the place of (``INSTALLED_APPS``)."""

from typing import Any

from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from core.management.job_command import JobCommand
from normandie.editorial.jobs import publish_and_withdraw


class Command(JobCommand, WagtailCommand):
    help = (
        "Publie et retire les pages à l’heure que les rédacteurs ont choisie. Une page qui échoue "
        "n’arrête pas les autres. Sans risque à répéter. Se termine par le code 1, en nommant ce "
        "qui a échoué."
    )
    job = publish_and_withdraw

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            WagtailCommand.handle(self, *args, **options)
        else:
            super().handle(*args, **options)
