"""What the Région decides of how a place is managed; the sheet itself knows nothing of it."""

from django.db import models

from directory.models import PlacePage


class PlaceSettings(models.Model):
    """One row for each place of which staff decided something.

    Not fields of the sheet: a version of a sheet keeps them all, and going back to an old one would
    bring old decisions back.
    """

    place = models.OneToOneField(
        PlacePage, models.CASCADE, related_name="espace", verbose_name="lieu"
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
