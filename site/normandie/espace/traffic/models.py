"""The counts, one row for a month."""

from django.db import models

from directory.models import PlacePage


class Viewed(models.TextChoices):
    """What was read of a place."""

    SHEET = "fiche", "Fiche"
    WORKSHOP = "atelier", "Ateliers"


class PlaceViews(models.Model):
    """How many times the sheet of a place, or the pages of its workshops, were read in a month."""

    place = models.ForeignKey(
        PlacePage, models.CASCADE, related_name="monthly_views", verbose_name="lieu"
    )
    month = models.DateField("mois", help_text="Son premier jour.")
    viewed = models.CharField("page", max_length=10, choices=Viewed.choices)
    count = models.PositiveIntegerField("lectures", default=0)

    class Meta:
        verbose_name = "fréquentation d’un lieu"
        verbose_name_plural = "fréquentation des lieux"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "month", "viewed"], name="one_count_of_views_per_month"
            )
        ]
        indexes = [models.Index(fields=["month"], name="place_views_month")]

    def __str__(self) -> str:
        return f"{self.place}, {self.month:%m/%Y}, {self.get_viewed_display()}"
