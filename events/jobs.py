"""What the agenda has done without anybody."""

from datetime import timedelta

from core.jobs import JobResult, daily, timed
from events.services.letter import send_letters
from events.services.occurrences import extend_all
from events.services.registrations import remind_all


@daily("Ajouter les dates des événements qui se répètent")
def extend_occurrences() -> JobResult:
    """Without it, a workshop that comes again ends after eighteen months."""
    added, failures = extend_all()
    return JobResult({"dates ajoutées": added}, failures)


@daily("Rappeler leur date du lendemain aux personnes inscrites")
def remind_registered() -> JobResult:
    """A night that was missed is made up for on the day itself, as long as the date is to come."""
    reminded, failures = remind_all()
    return JobResult({"rappels à envoyer": reminded}, failures)


@timed("Écrire la lettre de la semaine", late_after=timedelta(days=8))
def write_letters() -> JobResult:
    """Each Monday (``manage.py send_letters``)."""
    result = send_letters()
    figures = {"lettres à envoyer": result.queued, "lettres sans rien à dire": result.without_news}
    return JobResult(figures, result.failures)
