"""The search index: one row per telling word of a place (docs/decisions/0003-text-search.md)."""

from django.db import models

from core.text.index import IndexedWord


class PlaceWord(IndexedWord):
    """A stem that the sheet of a place contains."""

    place = models.ForeignKey("directory.PlacePage", models.CASCADE, related_name="words")

    class Meta:
        verbose_name = "mot indexé"
        verbose_name_plural = "mots indexés"
        constraints = [
            models.UniqueConstraint(fields=["stem", "place"], name="one_row_per_stem_of_a_place")
        ]
