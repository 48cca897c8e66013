"""What the panorama has done every night."""

from django.utils import timezone

from core.jobs import JobResult, daily

from .freezing import freeze_last_year


@daily("Arrêter en janvier les chiffres de l’année passée")
def freeze_panorama() -> JobResult:
    """Whatever night of January it runs first: the others find it done."""
    return JobResult({"années arrêtées": int(freeze_last_year(timezone.localdate()))})
