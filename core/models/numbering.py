"""Numbers that people are given."""

from django.db import models


class NumberSeries(models.Model):
    """The last number given in one series of one year (``core.numbering``)."""

    name = models.CharField("série", max_length=30)
    year = models.PositiveSmallIntegerField("année")
    last = models.PositiveIntegerField("dernier numéro", default=0)

    class Meta:
        verbose_name = "série de numéros"
        verbose_name_plural = "séries de numéros"
        constraints = [
            models.UniqueConstraint(fields=["name", "year"], name="one_series_a_name_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.name}-{self.year}"
