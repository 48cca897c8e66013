"""The index by which staff find files: one row per telling word of a deposited file."""

from django.db import models

from core.text.index import IndexedWord


class DossierWord(IndexedWord):
    """A stem of what a deposited file says: who carries it, its projects, its answers.

    A draft has none: what it holds is its carrier's alone.
    """

    dossier = models.ForeignKey("ami.Dossier", models.CASCADE, related_name="words")

    class Meta:
        verbose_name = "mot indexé d’un dossier"
        verbose_name_plural = "mots indexés des dossiers"
        constraints = [
            models.UniqueConstraint(fields=["stem", "dossier"], name="one_row_per_stem_of_a_file")
        ]
