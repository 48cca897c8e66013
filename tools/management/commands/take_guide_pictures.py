from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tools.guide_pictures import take_all


class Command(BaseCommand):
    help = (
        "Refait les images du guide des équipes (docs/guide/images/) sur une démonstration qui "
        "tourne (« make demo »)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "site",
            nargs="?",
            default="http://127.0.0.1:8000",
            help="Adresse de la démonstration (http://127.0.0.1:8000).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for name, weight in take_all(options["site"].rstrip("/")).items():
            self.stdout.write(f"{name} : {weight // 1000} ko")
