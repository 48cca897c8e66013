from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from normandie.backups import BackupError
from normandie.backups.restoring import restore


class Command(BaseCommand):
    help = (
        "Remet une archive de « manage.py backup » à la place du site, services arrêtés. L’archive "
        "est vérifiée tout entière avant que rien ne soit touché. Se termine par le code 1 si elle "
        "est refusée, ou si quelque chose n’a pas pu être recalculé ensuite."
    )
    requires_system_checks = ()  # of a database that is not there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", metavar="ARCHIVE", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="Même si le site n’est pas vide."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restore(options["archive"], replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        found = restored.manifest
        self.stdout.write(
            f"Le site est celui du {localtime(found.made_at):%d/%m/%Y à %H\u00a0h\u00a0%M}\u00a0: "
            f"base remise, fichiers remis ({len(found.files) - 1}), index et caches refaits."
        )
        if restored.migrated:
            self.stdout.write(f"Migrations appliquées ensuite\u00a0: {restored.migrated}.")
        self.stdout.write("Il vous reste à faire\u00a0:")
        for line in restored.to_do:
            self.stdout.write(f"- {line}")
        if restored.failures:
            raise CommandError("\n".join(["Non recalculés\u00a0:", *restored.failures]))
