"""Prepares a new site for its editors."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from directory.permissions import grant_team_permissions
from normandie.home.first_pages import create_first_pages


class Command(BaseCommand):
    help = (
        "Crée les pages d’accueil et d’annuaire si elles manquent, et le groupe de l’équipe avec "
        "ses droits. Sans risque à répéter."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--base-url",
            default=settings.WAGTAILADMIN_BASE_URL,
            help="Adresse publique du site (%(default)s).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        directory = create_first_pages(options["base_url"])
        group = grant_team_permissions()
        self.stdout.write(f"Annuaire : {directory.full_url}")
        self.stdout.write(f"Groupe : {group.name}")
