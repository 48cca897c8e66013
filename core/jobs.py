"""The work that is done without anybody. An app registers its jobs in its own ``jobs.py``.

Those of the night (``daily``) are done one after the other by ``manage.py daily``: one that fails,
whole or on a few rows, stops none of the next. Those that have a timer of their own (``timed``) are
each a command (``core.management.job_command``). All leave a ``JobRun``, which staff see
(docs/decisions/0023-work-of-the-night.md).
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.timesince import timesince

from core import leases
from core.health_checks import Finding, State, check
from core.models import JobRun
from core.rows import failure_of
from core.text.formats import counted

logger = logging.getLogger(__name__)

LEASE = "daily"
# Renewed as each job begins. The service is stopped earlier (``TimeoutStartSec``): whoever holds
# the lease past this time is dead.
LEASE_LENGTH = timedelta(hours=1)
OVERDUE = timedelta(days=2)
FAILURES_NAMED = 20
TROUBLES_SAID = 3  # to the watcher: when a timer is stopped, all its jobs say the same


@dataclass
class JobResult:
    """What a job came to: numbers by their words in French, and the rows that failed, named."""

    figures: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Job:
    """*label* says to staff, in French, what *work* is for.

    Past *late_after* without a run, staff are told. With *repeats*, it runs many times a day: a run
    that came to the same as the one before takes its place, so that traces do not pile up.
    """

    name: str
    label: str
    work: Callable[[], JobResult]
    late_after: timedelta = OVERDUE
    repeats: bool = False


JOBS: dict[str, Job] = {}  # of the night
TIMED_JOBS: dict[str, Job] = {}

Work = Callable[[], JobResult]


def daily(label: str) -> Callable[[Work], Work]:
    """Have the decorated function run each night; *label* says to staff, in French, what for.

    It must be safe to repeat.
    """

    def register(work: Work) -> Work:
        _register(JOBS, Job(_name_of(work), label, work))
        return work

    return register


def timed(label: str, late_after: timedelta, *, repeats: bool = False) -> Callable[[Work], Job]:
    """Make a ``Job`` of the decorated function, for a command that a timer of its own runs.

    It must be safe to repeat. For the arguments, see ``Job``.
    """

    def register(work: Work) -> Job:
        job = _register(TIMED_JOBS, Job(_name_of(work), label, work, late_after, repeats))
        check(f"jobs.{job.name}")(partial(_health, {job.name: job}))
        return job

    return register


def _name_of(work: Work) -> str:
    config = apps.get_containing_app_config(work.__module__)
    return f"{config.label if config else work.__module__}.{work.__name__}"


def _register(registry: dict[str, Job], job: Job) -> Job:
    if job.name in JOBS | TIMED_JOBS:
        raise ValueError(f"two jobs are called {job.name}")
    registry[job.name] = job
    return job


def run_jobs(jobs: Iterable[Job]) -> Iterator[JobRun]:
    """Run *jobs* one after the other, whatever becomes of each; yield what each came to.

    Raises:
        leases.LeaseHeld: somebody else is at it.
    """
    holder = leases.take(LEASE, LEASE_LENGTH)
    try:
        for job in jobs:
            _keep(lambda: leases.renew(LEASE, holder, LEASE_LENGTH))
            yield run_job(job)
    finally:
        _keep(lambda: leases.release(LEASE, holder))


def run_job(job: Job) -> JobRun:
    """Run *job*, whatever becomes of it, and return what it came to."""
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
    if job.repeats and run.pk:
        _keep(lambda: JobRun.objects.same_before(run).delete())
    return run


def told(run: JobRun) -> str:
    """Say on one line, in French, what *run* came to; what failed is said apart."""
    seconds = run.duration.total_seconds() if run.duration else 0
    figures = ", ".join(f"{number} {words}" for words, number in run.figures.items())
    said = "; ".join(filter(None, [figures, "ÉCHEC" if run.failures else ""]))
    return f"{run.job} ({seconds}\u00a0s)\u00a0: {said or 'fait'}"


def _named(failures: list[str], most: int = FAILURES_NAMED) -> str:
    left = len(failures) - most
    others = [f"et {counted(left, 'autre')}"] if left > 0 else []
    return ", ".join([*failures[:most], *others])


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
    """Where a job stands, for staff; ``trouble`` is empty when all is well.

    ``age`` is that of its last run, if there is one.
    """

    job: Job
    run: JobRun | None
    trouble: str
    age: timedelta | None

    @property
    def is_late(self) -> bool:
        """Whether nothing runs it any more; one that is new is not late yet."""
        return bool(self.trouble) and (self.age is None or self.age > self.job.late_after)


def job_states(now: datetime | None = None) -> list[JobState]:
    """Return where each registered job stands, as of *now*."""
    now = now or timezone.now()
    runs = {run.job: run for run in JobRun.objects.last_of_each_job()}
    first = JobRun.objects.order_by("pk").first()
    # A job that the last version brought has its first night before it, if there are nights; one
    # with a timer of its own has the time after which it would be late.
    nights = any(now - run.started_at < OVERDUE for run in runs.values() if run.job in JOBS)

    def trouble_of(job: Job) -> str:
        run = runs.get(job.name)
        if run is not None:
            return _trouble(job, run, now)
        is_new = nights if job.name in JOBS else first and now - first.started_at < job.late_after
        return "" if is_new else "jamais fait"

    def age_of(job: Job) -> timedelta | None:
        run = runs.get(job.name)
        return now - run.started_at if run else None

    return [
        JobState(job, runs.get(job.name), trouble_of(job), age_of(job))
        for job in [*JOBS.values(), *TIMED_JOBS.values()]
    ]


def _trouble(job: Job, run: JobRun, now: datetime) -> str:
    age = now - run.started_at
    if age > job.late_after:
        return f"pas fait depuis {timesince(run.started_at, now, depth=1)}"
    if run.failures:
        return "a échoué"
    return "interrompu" if run.duration is None and age > LEASE_LENGTH else ""


@check("jobs.daily")
def _nights() -> Finding:
    return _health(JOBS)


def _health(jobs: dict[str, Job]) -> Finding:
    """Say for the watcher where *jobs* stand, as the first screen of staff does."""
    states = [state for state in job_states() if state.job.name in jobs]
    troubles = [state for state in states if state.trouble]
    is_late = any(state.is_late for state in troubles)
    ages = [state.age.total_seconds() for state in states if state.age is not None]
    said = [f"{each.job.label}\u00a0: {each.trouble}" for each in troubles]
    return Finding(
        State.FAILING if is_late else State.WARNING if troubles else State.OK,
        _named(said, TROUBLES_SAID) or "À l’heure.",
        figure=round(max(ages)) if ages else None,
        limit=round(min(job.late_after for job in jobs.values()).total_seconds()),
        unit="s",
    )
