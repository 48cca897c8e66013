from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.permissions import Rights
from normandie.roles import ROLES, Role, apply_roles

HEADER = """\
# Who may do what in the admin

Made by `manage.py apply_roles --markdown` from the table of `normandie.roles`; a test keeps it
equal to it. `manage.py apply_roles`, which each release runs, gives these rights, and takes none of
those that were added by hand. A superuser may do all that is offered here; what a table does not
offer (to add or delete a report, to write a subscription) nobody may do. Managers of places never
enter the admin.
"""


class Command(BaseCommand):
    help = (
        "Donne à chaque groupe les droits de cette version. N’en retire aucun : sans risque à "
        "répéter."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--markdown", action="store_true", help="Écrit docs/roles.md.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["markdown"]:
            self.stdout.write(_page())
            return
        apply_roles()
        self.stdout.write(f"Groupes : {', '.join(role.group for role in ROLES)}")


def _page() -> str:
    every = dict.fromkeys(rights.what for role in ROLES for rights in role.rights)
    lines = [
        ["", *(role.group for role in ROLES)],
        ["---"] * (len(ROLES) + 1),
        *([what, *(_actions(role, what) for role in ROLES)] for what in every),
        ["what others submit", *("approve" if role.approves else "" for role in ROLES)],
    ]
    return "\n".join([HEADER, *(f"| {' | '.join(line)} |" for line in lines)])


def _actions(role: Role, what: str) -> str:
    found: list[Rights] = [rights for rights in role.rights if rights.what == what]
    return ", ".join(dict.fromkeys(action for rights in found for action in rights.actions))
