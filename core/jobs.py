"""The work of each night. An app registers its jobs in its own ``jobs.py``, found by ``core.apps``.

One that fails, whole or on a few rows, stops none of the next
(docs/decisions/0023-work-of-the-night.md).
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone

from core import leases
from core.models import JobRun
from core.rows import failure_of

logger = logging.getLogger(__name__)

LEASE = "daily"
# Renewed as each job begins. The service is stopped earlier (``TimeoutStartSec``): whoever holds
# the lease past this time is dead.
LEASE_LENGTH = timedelta(hours=1)
OVERDUE = timedelta(days=2)
FAILURES_NAMED = 20


@dataclass
class JobResult:
    """What a job came to: numbers by their words in French, and the rows that failed, named."""

    figures: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Job:
    """*label* says to staff, in French, what *work* is for."""

    name: str
    label: str
    work: Callable[[], JobResult]


JOBS: dict[str, Job] = {}


def daily(label: str) -> Callable[[Callable[[], JobResult]], Callable[[], JobResult]]:
    """Have the decorated function run each night; *label* says to staff, in French, what for.

    It must be safe to repeat.
    """

    def register(work: Callable[[], JobResult]) -> Callable[[], JobResult]:
        config = apps.get_containing_app_config(work.__module__)
        name = f"{config.label if config else work.__module__}.{work.__name__}"
        if name in JOBS:
            raise ValueError(f"two jobs are called {name}")
        JOBS[name] = Job(name, label, work)
        return work

    return register


def run_jobs(jobs: Iterable[Job]) -> Iterator[JobRun]:
    """Run *jobs* one after the other, whatever becomes of each; yield what each came to.

    Raises:
        leases.LeaseHeld: somebody else is at it.
    """
    holder = leases.take(LEASE, LEASE_LENGTH)
    try:
        for job in jobs:
            _keep(lambda: leases.renew(LEASE, holder, LEASE_LENGTH))
            yield _run(job)
    finally:
        _keep(lambda: leases.release(LEASE, holder))


def _run(job: Job) -> JobRun:
    run = JobRun(job=job.name, started_at=timezone.now())
    _keep(run.save)
    start, result = time.monotonic(), JobResult()

    def work() -> None:
        nonlocal result
        result = job.work()

    failure = failure_of("travail arrêté", work)
    run.duration = timedelta(seconds=round(time.monotonic() - start, 1))
    run.figures = result.figures
    run.failures = failure or _named(result.failures)
    _keep(run.save)
    return run


def _named(failures: list[str]) -> str:
    left = len(failures) - FAILURES_NAMED
    others = [f"et {left} autre{'s' if left > 1 else ''}"] if left > 0 else []
    return ", ".join([*failures[:FAILURES_NAMED], *others])


def _keep(write: Callable[[], object]) -> None:
    """Write a trace of the work: when the database refuses it, the work itself goes on.

    The connection is made anew if it is lost: the database may have started again meanwhile.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    try:
        write()
    except DatabaseError as error:
        logger.error("jobs: a trace was not written (%s)", type(error).__name__)


@dataclass(frozen=True)
class JobState:
    """Where a job stands, for staff; ``trouble`` is empty when all is well."""

    job: Job
    run: JobRun | None
    trouble: str


def job_states(now: datetime | None = None) -> list[JobState]:
    """Return where each registered job stands, as of *now*."""
    now = now or timezone.now()
    runs = {run.job: run for run in JobRun.objects.last_of_each_job()}
    # A job that the last version brought has its first night before it, if there are nights.
    nights = any(now - run.started_at < OVERDUE for run in runs.values())
    return [
        JobState(job, runs.get(job.name), _trouble(runs.get(job.name), now, nights))
        for job in JOBS.values()
    ]


def _trouble(run: JobRun | None, now: datetime, nights: bool) -> str:
    if run is None:
        return "" if nights else "jamais fait"
    age = now - run.started_at
    if age > OVERDUE:
        return f"pas fait depuis {age.days} jours"
    if run.failures:
        return "a échoué"
    return "interrompu" if run.duration is None and age > LEASE_LENGTH else ""
