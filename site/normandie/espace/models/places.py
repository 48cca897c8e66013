"""What the space keeps of a place, of which the sheet itself knows nothing."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from directory.models import PlacePage


class PlaceSettings(models.Model):
    """One row for each place, or pôle, of which staff decided something.

    Not fields of the sheet: a version of a sheet keeps them all, and going back to an old one would
    bring old decisions back.
    """

    place = models.OneToOneField(
        Page, models.CASCADE, related_name="espace", verbose_name="lieu ou pôle"
    )
    publishes_directly = models.BooleanField(
        "publie sans relecture",
        default=False,
        help_text="Sauf le nom, l’adresse, le type et le label, que l’équipe relit toujours.",
    )

    class Meta:
        verbose_name = "réglage d’un lieu"
        verbose_name_plural = "réglages des lieux"

    def __str__(self) -> str:
        return str(self.place)


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
