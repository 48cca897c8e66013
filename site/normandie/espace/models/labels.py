"""What managers are asked of the label of their place, and what they answer each year."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from directory.models import LabelGrant, PlacePage


class LabelReminder(models.Model):
    """A mail that managers had about an attribution: it outlives the mail, so that one is enough.

    ``occasion`` says what was asked: « renouvellement-6 » (months before its end), « bilan-2026 ».
    """

    grant = models.ForeignKey(
        LabelGrant, models.CASCADE, related_name="reminders", verbose_name="attribution de label"
    )
    occasion = models.CharField("occasion", max_length=30)
    sent_at = models.DateTimeField("envoyé le", default=timezone.now)

    class Meta:
        verbose_name = "rappel à propos d’un label"
        verbose_name_plural = "rappels à propos d’un label"
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "occasion"], name="one_label_reminder_for_each_occasion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant}, {self.occasion}"


class YearlyReport(models.Model):
    """What the managers of a labelled place say of a year; its figures come from the site first.

    ``visitors`` and ``came`` are empty where nobody counted.
    """

    place = models.ForeignKey(
        PlacePage, models.CASCADE, related_name="yearly_reports", verbose_name="lieu"
    )
    year = models.PositiveSmallIntegerField("année")
    hours = models.TextField("horaires d’ouverture", max_length=1000, blank=True)
    held = models.PositiveIntegerField("ateliers et rendez-vous tenus", default=0)
    came = models.PositiveIntegerField("personnes venues à ces rendez-vous", null=True, blank=True)
    visitors = models.PositiveIntegerField(
        "autres personnes accueillies",
        null=True,
        blank=True,
        help_text="Un ordre de grandeur. Rien si personne n’a compté.",
    )
    highlights = models.TextField("ce qui a marché", max_length=3000, blank=True)
    difficulties = models.TextField("ce qui a manqué", max_length=3000, blank=True)
    needs = models.TextField("ce qu’il faudrait pour la suite", max_length=3000, blank=True)
    sent_at = models.DateTimeField("envoyé le", default=timezone.now, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="envoyé par",
    )

    class Meta:
        verbose_name = "bilan annuel"
        verbose_name_plural = "bilans annuels"
        ordering = ["-year", "place__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="one_report_of_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.year}"
