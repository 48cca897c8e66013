"""Builds the demo site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.models import PlacePage
from normandie.demo.accounts import ACCOUNTS, PASSWORD, create_accounts
from normandie.demo.calls import create_example_call
from normandie.demo.events import create_events
from normandie.demo.labels import create_labels
from normandie.demo.places import DATA_SETS, place_to_manage
from normandie.home.first_pages import create_first_pages
from normandie.roles import EDITORS_GROUP, TEAM_GROUP, apply_roles


class Command(BaseCommand):
    help = (
        "Construit le site de démonstration : pages, lieux issus de données publiques, labels, "
        "événements et appel d’exemple, et un compte par rôle. Sans risque à répéter ; réservé au "
        "développement."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Port du serveur (8000).")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "La démonstration n’existe qu’avec DEBUG : ses comptes sont publics."
            )
        with transaction.atomic():
            self.build(options["port"])
        self.print_accounts(options["port"])

    def build(self, port: int) -> None:
        create_first_pages(f"http://127.0.0.1:{port}")
        create_labels()
        if not PlacePage.objects.exists():  # else it would undo what was edited since
            for path, adapter in DATA_SETS.items():
                self.stdout.write(path.name)
                call_command("import_places", path, adapter=adapter, stdout=self.stdout)
        if number := create_events():
            self.stdout.write(f"{number} événements d’exemple dans l’agenda.")
        if number := create_example_call():
            self.stdout.write(f"{number} dossiers d’exemple dans un appel d’exemple.")
        apply_roles()
        team, editors = (Group.objects.get(name=name) for name in (TEAM_GROUP, EDITORS_GROUP))
        create_accounts(team, editors, place=place_to_manage())

    def print_accounts(self, port: int) -> None:
        width = max(len(account.username) for account in ACCOUNTS)
        self.stdout.write(f"\nComptes de démonstration, mot de passe « {PASSWORD} » :")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:{width}}  {account.role}")
        self.stdout.write(f"Lieu du compte gestionnaire : {place_to_manage().title}.")
        self.stdout.write(f"Administration : http://127.0.0.1:{port}/admin/\n")
