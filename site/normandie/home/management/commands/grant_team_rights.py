"""Gives the team of the Région the rights of this version, which may have new screens."""

from typing import Any

from django.core.management.base import BaseCommand

from normandie.home.team import grant_all_team_rights


class Command(BaseCommand):
    help = (
        "Donne au groupe de l’équipe les droits de cette version. N’en retire aucun : sans risque "
        "à répéter."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Groupe : {grant_all_team_rights().name}")
