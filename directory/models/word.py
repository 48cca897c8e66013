"""The search index: one row per telling word of a place (docs/decisions/0003-text-search.md)."""

from django.db import models


class PlaceWord(models.Model):
    """A stem that the sheet of a place contains, and how much it tells about the place."""

    place = models.ForeignKey("directory.PlacePage", models.CASCADE, related_name="words")
    stem = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "mot indexé"
        verbose_name_plural = "mots indexés"
        constraints = [
            models.UniqueConstraint(fields=["stem", "place"], name="one_row_per_stem_of_a_place")
        ]

    def __str__(self) -> str:
        return self.stem
