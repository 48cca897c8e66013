"""Builds the demo site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.models import DirectoryPage, PlacePage
from normandie.demo.accounts import ACCOUNTS, PASSWORD, create_accounts
from normandie.demo.call_readings import create_example_readings
from normandie.demo.calls import create_example_call
from normandie.demo.collective import create_example_collective
from normandie.demo.equipment import create_example_equipment
from normandie.demo.events import create_events
from normandie.demo.examples import create_example_places
from normandie.demo.label_lives import create_label_lives
from normandie.demo.labels import create_labels
from normandie.demo.managers import (
    create_example_sendings,
    create_example_views,
    create_sheet_changes,
    create_workshop_templates,
)
from normandie.demo.partners import create_example_partners
from normandie.demo.places import DATA_SETS, places_to_manage
from normandie.demo.poles import create_example_poles
from normandie.demo.registrations import create_registrations
from normandie.demo.review import share_out_files
from normandie.demo.subventions import create_example_subventions
from normandie.demo.teams import create_example_team
from normandie.home.first_pages import create_first_pages
from normandie.roles import EDITORS_GROUP, TEAM_GROUP, apply_roles


class Command(BaseCommand):
    help = (
        "Construit le site de démonstration : pages, lieux issus de données publiques, lieux, "
        "labels, événements et appel d’exemple, et un compte par rôle. Sans risque à répéter ; "
        "réservé au développement. Pour une autre région : --region bretagne, ou REGION=bretagne."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Port du serveur (8000).")
        parser.add_argument(
            "--only-real",
            action="store_true",
            help="Sans lieux d’exemple : seulement ceux des données publiques.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "La démonstration n’existe qu’avec DEBUG : ses comptes sont publics."
            )
        with transaction.atomic():
            self.build(options["port"], only_real=options["only_real"])
        self.print_accounts(options["port"])

    def build(self, port: int, *, only_real: bool) -> None:
        create_first_pages(f"http://127.0.0.1:{port}")
        create_labels()
        self.create_places(only_real=only_real)
        if number := create_events():
            self.stdout.write(f"{number} événements d’exemple dans l’agenda.")
        if number := create_workshop_templates():
            self.stdout.write(f"{number} modèles d’ateliers d’exemple.")
        if number := create_example_call():
            self.stdout.write(f"{number} dossiers d’exemple dans trois appels d’exemple.")
        apply_roles()
        team, editors = (Group.objects.get(name=name) for name in (TEAM_GROUP, EDITORS_GROUP))
        create_accounts(team, editors, places_to_manage())
        if number := create_registrations(places_to_manage()[0]):
            self.stdout.write(f"{number} inscriptions d’exemple à un atelier du premier lieu.")
        create_example_poles()
        create_example_views(places_to_manage())
        if not only_real:
            create_sheet_changes(places_to_manage())
        if number := create_example_readings():  # each is of an account
            self.stdout.write(f"{number} lectures d’exemple de ces dossiers.")
        share_out_files()
        if number := create_example_sendings():
            self.stdout.write(f"{number} envois et signalements d’exemple attendent l’équipe.")
        create_label_lives()
        create_example_team()
        create_example_collective()
        create_example_subventions()
        create_example_equipment()
        create_example_partners()

    def create_places(self, *, only_real: bool) -> None:
        if (
            not PlacePage.objects.without_examples().exists()
        ):  # else it would undo what was edited since
            for path, adapter in DATA_SETS.items():
                self.stdout.write(path.name)
                call_command("import_places", path, adapter=adapter, stdout=self.stdout)
        examples = PlacePage.objects.filter(is_example=True).count()
        if not only_real:
            number = create_example_places(DirectoryPage.objects.get())
            self.stdout.write(f"{examples or number} lieux d’exemple, inventés, dans l’annuaire.")
        elif examples:
            self.stdout.write(
                f"{examples} lieux d’exemple sont déjà dans l’annuaire, et y restent : pour un "
                "site sans eux, repartez d’une base vide."
            )

    def print_accounts(self, port: int) -> None:
        width = max(len(account.username) for account in ACCOUNTS)
        self.stdout.write(f"\nComptes de démonstration, mot de passe « {PASSWORD} » :")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:{width}}  {account.role}")
        self.stdout.write(f"Lieu du compte gestionnaire : {places_to_manage()[0].title}.")
        self.stdout.write(f"Administration : http://127.0.0.1:{port}/admin/\n")
