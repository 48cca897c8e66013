"""What calls need every night."""

from ami.services.notices import tell_openings
from ami.services.results import release_results
from core.jobs import JobResult, daily


@daily("Prévenir de l’ouverture des appels")
def tell_of_openings() -> JobResult:
    """``manage.py tell_openings`` does it each minute; this mends what it may have missed."""
    told, failures = tell_openings()
    return JobResult({"personnes prévenues": told}, failures)


@daily("Annoncer les réponses aux dossiers")
def tell_results() -> JobResult:
    """``manage.py release_results`` does it each minute; this mends what it may have missed."""
    told, failures = release_results()
    return JobResult({"réponses annoncées": told}, failures)
