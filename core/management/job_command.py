"""What the commands that do one job have in common."""

from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from core.jobs import Job, run_job, told


class JobCommand(BaseCommand):
    """Does *job*, leaves its trace for staff, and ends with code 1 naming what failed."""

    job: ClassVar[Job]

    def handle(self, *args: Any, **options: Any) -> None:
        run = run_job(self.job)
        if any(run.figures.values()) or run.failures or options["verbosity"] > 1:
            self.stdout.write(told(run))
        if run.failures:
            raise CommandError(f"Échecs\u00a0: {run.failures}")
