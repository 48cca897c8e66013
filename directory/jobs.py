"""What the directory has done every night."""

from core.jobs import JobResult, daily
from directory.services.refresh import refresh_all_places


@daily("Mettre à jour ce que les listes montrent des lieux")
def reindex_places() -> JobResult:
    """Labels begin and end at midnight: what lists show of a place changes without anyone."""
    refreshed, failures = refresh_all_places()
    return JobResult({"lieux indexés": refreshed}, failures)
