"""How long personal data is kept, as each app says it in its own ``retention.py``.

One job erases each night what has reached its date; nothing is erased on the way, in the request of
a visitor. ``docs/retention.md`` is made from this list (``manage.py retention --markdown``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.jobs import JobResult, daily
from core.models import AccessToken, JobRun, OutgoingMail
from core.rows import failure_of, for_each

# What the law allows to keep personal data for, as the rules below and those of the apps say it.
CONSENT = "Consentement (RGPD, article 6, 1, a)"
PUBLIC_MISSION = "Mission d’intérêt public (RGPD, article 6, 1, e)"


@dataclass(frozen=True)
class Retention:
    """*rows* are erased once *since*, a date or time of theirs, is older than *kept*.

    Args:
        label: what they are, in French and in the plural.
        rows: from the model or a queryset; those that the rule is about.
        since: the field that the time is counted from, be it « relation__field »; empty, they stay.
        kept: zero for a field that already holds the date of leaving.
        basis: the law that allows or asks to keep them, in French.
    """

    label: str
    rows: Callable[[], QuerySet[Any]]
    since: str
    kept: timedelta
    basis: str

    def due(self, now: datetime) -> QuerySet[Any]:
        """Return the rows that have reached their date."""
        return self.rows().filter(**{f"{self.since}__lt": now - self.kept})

    @property
    def model(self) -> type[Model]:
        return self.rows().model


RETENTIONS: list[Retention] = []


def keep(
    label: str, rows: Callable[[], QuerySet[Any]], since: str, kept: timedelta, basis: str
) -> None:
    """Add a rule to those that are applied every night (see ``Retention``)."""
    RETENTIONS.append(Retention(label, rows, since, kept, basis))


@daily("Effacer les données personnelles arrivées à leur date")
def erase_what_is_due() -> JobResult:
    now, result = timezone.now(), JobResult()
    for retention in RETENTIONS:
        failure = failure_of(retention.label, partial(_erase, retention, now, result))
        result.failures += [failure] if failure else []
    return result


def _erase(retention: Retention, now: datetime, result: JobResult) -> None:
    """Erase row by row: one that resists costs itself alone, and no writer waits for all of them.

    The rule is asked again of each: a request may have been confirmed since the list was read.
    """
    due = retention.due(now)
    rows = list(due.only("pk"))
    failures = for_each(rows, lambda row: due.filter(pk=row.pk).delete())
    result.figures[retention.label] = len(rows) - len(failures)
    result.failures += failures


keep(
    "traces des travaux automatiques",
    JobRun.objects.all,
    since="started_at",
    kept=timedelta(days=90),
    basis="Sans donnée personnelle\u00a0: le temps de comprendre une panne.",
)
keep(
    "traces des courriels partis ou abandonnés",
    OutgoingMail.objects.over,
    since="due_at",
    kept=timedelta(days=30),
    basis=f"{PUBLIC_MISSION}\u00a0: répondre à qui n’a rien reçu.",
)
keep(
    "traces des tâches de fond",
    DBTaskResult.objects.all,
    since="finished_at",
    kept=timedelta(days=14),
    basis="Sans donnée personnelle\u00a0: le temps de comprendre une panne.",
)
keep(
    "liens d’accès échus",
    AccessToken.objects.all,
    since="expires_at",
    kept=timedelta(0),
    basis="Sans donnée personnelle\u00a0: ils n’ouvrent plus rien.",
)
keep(
    "liens d’accès retirés",
    AccessToken.objects.all,
    since="revoked_at",
    kept=timedelta(0),
    basis="Sans donnée personnelle\u00a0: ils n’ouvrent plus rien.",
)
