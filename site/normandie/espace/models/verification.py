"""What was asked of managers whose sheet nobody verifies."""

from django.db import models
from django.utils import timezone

from directory.models import PlacePage


class VerificationReminder(models.Model):
    """A reminder that managers had of a sheet that nobody had verified for so many ``months``.

    It outlives the mail: so long as it stays, that age of that verification is told of no more.
    """

    place = models.ForeignKey(
        PlacePage, models.CASCADE, related_name="verification_reminders", verbose_name="lieu"
    )
    verified_on = models.DateField("fiche vérifiée le")
    months = models.PositiveSmallIntegerField("mois sans vérification")
    sent_at = models.DateTimeField("envoyé le", default=timezone.now)

    class Meta:
        verbose_name = "rappel de vérification"
        verbose_name_plural = "rappels de vérification"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "verified_on", "months"], name="one_reminder_for_each_age"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.months} mois"
