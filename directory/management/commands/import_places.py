"""``manage.py import_places FILE``: places from a file of the national standard."""

import json
import logging
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.services.imports import (
    ImportNotPossibleError,
    ImportReport,
    MissingPlace,
    RowProblem,
    import_places,
)
from directory.standard.adapters import ADAPTERS
from directory.standard.reader import UnreadableFile, read_standard

SHOWN = 20  # of each kind, listed on screen


class Command(BaseCommand):
    help = (
        "Importe des lieux depuis un fichier CSV ou JSON du standard national des lieux de "
        "médiation numérique. Une ligne refusée n’arrête pas les autres ; une valeur fausse et "
        "facultative ne coûte qu’elle-même."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--dry-run", action="store_true", help="Dit ce qui serait fait, sans rien écrire."
        )
        parser.add_argument(
            "--report", type=Path, metavar="RAPPORT.json", help="Écrit le rapport en JSON."
        )
        parser.add_argument(
            "--withdraw-missing",
            action="store_true",
            help=(
                "Dépublie les lieux que leur source ne contient plus, sauf ceux que le réseau a "
                "vérifiés. Pour un fichier qui contient toute sa source."
            ),
        )
        parser.add_argument(
            "--source", default="", help="Source des lignes qui n’indiquent pas la leur."
        )
        parser.add_argument(
            "--adapter",
            choices=sorted(ADAPTERS),
            help="Format d’origine, s’il n’est pas le standard.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        read = ADAPTERS[options["adapter"]].read if options["adapter"] else read_standard
        try:
            with quiet_wagtail():
                report = import_places(
                    read(options["file"]),
                    source=options["source"],
                    withdraw_missing=options["withdraw_missing"],
                    dry_run=options["dry_run"],
                )
        except (UnreadableFile, ImportNotPossibleError) as error:
            raise CommandError(str(error)) from error
        if options["report"]:
            self._write(report, options["report"])
        self._tell(report, options["dry_run"])

    def _write(self, report: ImportReport, path: Path) -> None:
        try:
            path.write_text(
                json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n",
                "utf-8",
                "backslashreplace",  # half a character, in a hostile id: JSON reads \ud800
            )
        except OSError as error:
            raise CommandError(f"Le rapport ne peut pas être écrit : {error.strerror}.") from error

    def _tell(self, report: ImportReport, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Essai : rien n’a été écrit.")
        self.stdout.write(
            f"Lieux créés : {len(report.created)}. Mis à jour : {len(report.updated)}. "
            f"Inchangés : {len(report.unchanged)}. Lignes refusées : {report.rejected_rows}. "
            f"Fiches déjà réunies à d’autres : {len(report.merged)}."
        )
        for notice in report.notices:
            self.stdout.write(notice)
        self._list("Lignes refusées", map(_said, report.rejected))
        self._list("Valeurs laissées de côté", map(_said, report.warnings))
        self._list("Partis de leur source", map(_said_missing, report.missing))

    def _list(self, heading: str, lines: Iterable[str]) -> None:
        said = list(lines)
        if not said:
            return
        self.stdout.write(f"{heading} :")
        for line in said[:SHOWN]:
            self.stdout.write(f"- {line}")
        if len(said) > SHOWN:
            self.stdout.write("La suite est dans le rapport (--report).")


def _said(problem: RowProblem) -> str:
    where = f"ligne {problem.line}" + (f", {problem.field}" if problem.field else "")
    return f"{where} : {problem.reason}"


def _said_missing(place: MissingPlace) -> str:
    done = "dépublié" if place.withdrawn else "toujours publié"
    return f"{place.name} ({place.id}) : {done}"


@contextmanager
def quiet_wagtail() -> Iterator[None]:
    """Silence the line that Wagtail logs for each page, even one that is undone."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
