from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from core.jobs import JOBS, run_jobs, told
from core.leases import LeaseHeld


class Command(BaseCommand):
    help = (
        "Fait le travail de chaque nuit : un travail qui échoue n’arrête pas les suivants. Sans "
        "risque à répéter. Se termine par le code 1, en nommant ce qui a échoué."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "jobs",
            nargs="*",
            metavar="TRAVAIL",
            help=f"Ceux-là seulement, parmi : {', '.join(JOBS)}.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names = options["jobs"] or list(JOBS)
        if unknown := [name for name in names if name not in JOBS]:
            raise CommandError(f"Travail inconnu : {', '.join(unknown)}")
        failed = []
        try:
            for run in run_jobs(JOBS[name] for name in names):
                self.stdout.write(told(run))
                failed += [f"{run.job} : {run.failures}"] * bool(run.failures)
        except LeaseHeld as held:
            raise CommandError(
                "Le travail de nuit est déjà en cours, ou il a été tué. "
                f"Relancez-le après {localtime(held.until):%H:%M}."
            ) from held
        if failed:
            raise CommandError("\n".join(["Échecs :", *failed]))
