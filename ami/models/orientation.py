"""What the Région proposes to the carrier of a file."""

from django.db import models

from ami.kinds import Outcome
from ami.models.dossier import Dossier


class Orientation(models.Model):
    """One outcome of a file, among those of its kind; several may stand at once.

    The carrier reads none before the date of the results (``ami.results``).
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="orientations")
    outcome = models.CharField("suite", max_length=40)
    text = models.TextField("ce qui est proposé", max_length=3000, blank=True)
    reason = models.TextField("pourquoi", max_length=1000, blank=True)
    contact = models.CharField("à qui s’adresser", max_length=300, blank=True)
    next_step = models.CharField("prochaine étape", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "suite proposée"
        verbose_name_plural = "suites proposées"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "outcome"], name="an_outcome_once_a_file")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the kind calls it; its key, if the kind has it no more."""
        outcome: Outcome | None = self.dossier.call_kind.outcome(self.outcome)
        return outcome.label if outcome else self.outcome
