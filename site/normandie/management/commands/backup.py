from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from normandie.backups import BackupError
from normandie.backups.making import Made, make_backup

INCOMPLETE = 3


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ArgumentTypeError("au moins 1")
    return number


class Command(BaseCommand):
    help = (
        "Sauvegarde le site dans DOSSIER, pendant qu’il tourne : la base, les fichiers publics et "
        "ceux des porteurs, dans une archive datée. Se termine par le code 0 si elle est entière, "
        "1 si elle n’a pas pu être faite (rien n’en reste), 3 si elle est gardée sans des fichiers "
        "qui n’ont pas pu être lus."
    )
    requires_system_checks = ()  # whatever else is wrong, what is there can be kept

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DOSSIER", type=Path)
        parser.add_argument(
            "--keep",
            metavar="N",
            type=positive,
            help="Ensuite, efface les plus anciennes archives entières, sauf N.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = make_backup(options["folder"], options["keep"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        for line in _summary(made):
            self.stdout.write(line)
        if left_out := made.manifest.left_out:
            raise CommandError(
                f"Fichiers laissés de côté, liens ou interdits de lecture\u00a0: {len(left_out)} "
                f"({', '.join(map(ascii, left_out[:5]))}). L’archive dit lesquels, et aucune "
                "ancienne n’est effacée.",
                returncode=INCOMPLETE,
            )


def _summary(made: Made) -> list[str]:
    found = made.manifest
    lines = [
        f"{made.path}\u00a0: {filesizeformat(made.size)}",
        f"Base {found.engine} {found.engine_version}\u00a0; fichiers\u00a0: "
        f"{len(found.files) - 1}.",
    ]
    if made.added or found.removed:
        lines.append(
            f"Fichiers ajoutés pendant la sauvegarde\u00a0: {made.added}\u00a0; retirés\u00a0: "
            f"{len(found.removed)}."
        )
    if made.cut:
        lines.append("Une sauvegarde interrompue traînait\u00a0: elle est effacée.")
    if made.erased:
        lines.append(f"Anciennes archives effacées\u00a0: {', '.join(made.erased)}.")
    names = ", ".join(found.settings) or "aucun"
    lines.append(f"À garder ailleurs, avec leurs valeurs\u00a0: .env, où sont réglés {names}.")
    return lines
