from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from normandie.guide.chapters import MANAGERS, TEAMS
from tools.guide_pictures import managers, teams
from tools.guide_pictures.taking import take_all


class Command(BaseCommand):
    help = (
        "Refait les images des guides, celles de la région, sur une démonstration qui tourne "
        "(« make demo »)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "site",
            nargs="?",
            default="http://127.0.0.1:8000",
            help="Adresse de la démonstration (http://127.0.0.1:8000).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        site = options["site"].rstrip("/")
        for guide, pictures in ((TEAMS, teams.PICTURES), (MANAGERS, managers.PICTURES)):
            for name, weight in take_all(site, guide, pictures).items():
                self.stdout.write(f"{name} : {weight // 1000} ko")
