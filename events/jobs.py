"""What the agenda has done every night."""

from core.jobs import Outcome, daily
from events.services.occurrences import extend_all


@daily("Ajouter les dates des événements qui se répètent")
def extend_occurrences() -> Outcome:
    """Without it, a workshop that comes again ends after eighteen months."""
    added, failures = extend_all()
    return Outcome({"dates ajoutées": added}, failures)
