"""The search index: one row per telling word of a place (docs/decisions/0003-text-search.md)."""

from django.db import models

from directory.text import STEM_LENGTH


class Word(models.Model):
    """A stem that a text contains, and how much it tells about it.

    What is indexed has its own table of words, whose foreign key is related as ``words`` and which
    holds a stem once: ``directory.matching`` searches it, ``directory.services.words`` fills it.
    """

    stem = models.CharField(max_length=STEM_LENGTH)
    weight = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True  # a word is no use of what holds it

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.stem


class PlaceWord(Word):
    """A stem that the sheet of a place contains."""

    place = models.ForeignKey("directory.PlacePage", models.CASCADE, related_name="words")

    class Meta:
        verbose_name = "mot indexé"
        verbose_name_plural = "mots indexés"
        constraints = [
            models.UniqueConstraint(fields=["stem", "place"], name="one_row_per_stem_of_a_place")
        ]
