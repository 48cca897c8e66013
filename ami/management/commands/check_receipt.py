from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ami.services.receipts import is_receipt_true


class Command(BaseCommand):
    help = "Compare l’empreinte d’un accusé de réception avec le dossier conservé."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", metavar="NUMBER", help="numéro du dossier, AMI-2026-0001")
        parser.add_argument("digest", metavar="HASH", help="empreinte SHA-256 de l’accusé")

    def handle(self, *args: Any, number: str, digest: str, **options: Any) -> None:
        """Say whether the receipt is true; end in error where it is not, or no file has it."""
        if not is_receipt_true(number, digest):
            raise CommandError("Cet accusé ne correspond à aucun dossier conservé.")
        self.stdout.write("Cet accusé est celui du dossier, inchangé depuis son dépôt.")
