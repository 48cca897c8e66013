"""Look for the links that lead nowhere."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from normandie.links.check import check_links
from normandie.links.external import Manners
from normandie.links.found import Problem, Report


class Command(BaseCommand):
    help = (
        "Vérifie les liens de toutes les pages publiques, des menus, du pied de page et des "
        "redirections. Se termine par le code 1 si un lien est rompu ou n’a pas pu être vérifié."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--external",
            action="store_true",
            help="visiter aussi les autres sites, un par un et sans hâte",
        )
        parser.add_argument("--report", metavar="FICHIER.json", help="écrire aussi un rapport")

    def handle(self, *args: Any, **options: Any) -> None:
        report = check_links(external=Manners() if options["external"] else None, as_shown=True)
        for problem in report.problems:
            self.stdout.write(line_of(problem))
        self.stdout.write(summary_of(report))
        if options["report"]:
            _write(Path(options["report"]), report)
        if report.broken:
            raise CommandError("Des liens sont rompus.", returncode=1)
        if report.failed:
            raise CommandError("Des liens n’ont pas pu être vérifiés.", returncode=1)


def line_of(problem: Problem) -> str:
    """Return one line on *problem*: page, where in it, address, reason."""
    link, verdict = problem.link, problem.verdict
    return (
        f"[{verdict.gravity}] {link.source} ({link.source_url or link.edit_url}) | {link.where} | "
        f"{problem.address} | {verdict.reason}"
    )


def summary_of(report: Report) -> str:
    broken = len(report.broken)
    parts = [
        f"Liens vérifiés : {report.checked}",
        f"rompus : {broken}",
        f"à vérifier à la main : {len(report.problems) - broken}",
    ]
    if report.skipped:
        parts.append(f"vers d’autres sites, non visités : {report.skipped}")
    return ", ".join(parts)


def _write(path: Path, report: Report) -> None:
    data = {
        "checked": report.checked,
        "skipped": report.skipped,
        "problems": [
            {
                "page": problem.link.source,
                "page_url": problem.link.source_url,
                "where": problem.link.where,
                "address": problem.address,
                "reason": problem.verdict.reason,
                "gravity": problem.verdict.gravity.name.lower(),
            }
            for problem in report.problems
        ],
    }
    try:
        text = json.dumps(data, ensure_ascii=False, indent=2)
        path.write_text(text, "utf-8", "backslashreplace")  # half a character in an address
    except OSError as error:
        raise CommandError(f"Le rapport ne peut pas être écrit : {error.strerror}.") from error
