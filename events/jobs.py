"""What the agenda has done every night."""

from core.jobs import JobResult, daily
from events.services.occurrences import extend_all


@daily("Ajouter les dates des événements qui se répètent")
def extend_occurrences() -> JobResult:
    """Without it, a workshop that comes again ends after eighteen months."""
    added, failures = extend_all()
    return JobResult({"dates ajoutées": added}, failures)
