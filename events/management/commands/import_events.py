"""``manage.py import_events PLACE SOURCE``: events that another site tells."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.models import PlacePage
from events.services.imports import EventReport, Remark, fetch, import_events
from events.sources import Unreadable

SHOWN = 20  # remarks of a kind listed on screen


class Command(BaseCommand):
    help = (
        "Importe sous un lieu les événements d’un calendrier iCalendar ou d’un JSON de la forme "
        "d’OpenAgenda. Un événement refusé n’arrête pas les autres ; répéter ne change rien. "
        "Les dates de ce que la source ne contient plus sont annulées."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="LIEU", help="Fin de l’adresse de sa fiche.")
        parser.add_argument("source", metavar="SOURCE", help="Adresse web ou fichier.")
        parser.add_argument(
            "--publish", action="store_true", help="Publie les événements au lieu de les relire."
        )
        parser.add_argument(
            "--keep-missing",
            action="store_true",
            help="Laisse prévues les dates de ce que la source ne contient plus.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Dit ce qui serait fait, sans rien écrire."
        )
        parser.add_argument(
            "--report", type=Path, metavar="RAPPORT.json", help="Écrit le rapport en JSON."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        place = PlacePage.objects.filter(slug=options["place"]).first()
        if place is None:
            raise CommandError(f"Aucun lieu n’a l’adresse « {options['place']} ».")
        try:
            report = import_events(
                place,
                fetch(options["source"]),
                source=options["source"][:255],
                publish=options["publish"],
                cancel_missing=not options["keep_missing"],
                dry_run=options["dry_run"],
            )
        except Unreadable as error:
            raise CommandError(str(error)) from error
        if options["report"]:
            self._write(report, options["report"])
        self._tell(report, options["dry_run"])

    def _write(self, report: EventReport, path: Path) -> None:
        try:
            path.write_text(
                json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n",
                "utf-8",
                "backslashreplace",
            )
        except OSError as error:
            raise CommandError(f"Le rapport ne peut pas être écrit : {error.strerror}.") from error

    def _tell(self, report: EventReport, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Essai : rien n’a été écrit.")
        self.stdout.write(
            f"Événements créés : {len(report.created)}. Mis à jour : {len(report.updated)}. "
            f"Inchangés : {len(report.unchanged)}. Refusés : {len(report.refused)}."
        )
        for notice in report.notices:
            self.stdout.write(notice)
        self._list("Refusés", report.refused)
        self._list("Partis de la source", report.missing)
        self._list("À vérifier", report.warnings)

    def _list(self, heading: str, remarks: Sequence[Remark]) -> None:
        if not remarks:
            return
        self.stdout.write(f"{heading} :")
        for remark in remarks[:SHOWN]:
            self.stdout.write(f"- {remark}")
        if len(remarks) > SHOWN:
            self.stdout.write("La suite est dans le rapport (--report).")
