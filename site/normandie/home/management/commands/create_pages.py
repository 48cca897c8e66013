"""Prepares a new site for its editors."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from normandie.editorial.first_content import ContentError
from normandie.espace.first_axes import create_first_axes
from normandie.home.first_pages import create_first_pages
from normandie.roles import ROLES, apply_roles


class Command(BaseCommand):
    help = (
        "Crée les pages qui manquent (accueil, annuaire, textes de départ), les premiers axes de "
        "la feuille de route du label, et les groupes avec leurs droits. Ne change aucune page "
        "existante : sans risque à répéter."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--base-url",
            default=settings.WAGTAILADMIN_BASE_URL,
            help="Adresse publique du site (%(default)s).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            directory = create_first_pages(options["base_url"])
        except ContentError as error:
            raise CommandError(error) from error
        create_first_axes()
        apply_roles()
        self.stdout.write(f"Annuaire : {directory.full_url}")
        self.stdout.write(f"Groupes : {', '.join(role.group for role in ROLES)}")
