"""Labels of the network and the register of who holds them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Label(models.Model):
    """A label that the Région grants to places, such as « Tiers-Lieux Normandie »."""

    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("identifiant", unique=True, help_text="Employé dans les adresses.")
    description = models.TextField("description", blank=True)
    is_example = models.BooleanField(
        "exemple à valider",
        default=False,
        help_text="Cochez si ce label sert d’exemple : il est alors annoncé comme tel au public.",
    )

    class Meta:
        verbose_name = "label"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} (exemple à valider)" if self.is_example else self.name


class LabelGrantQuerySet(models.QuerySet["LabelGrant"]):
    def valid(self, on: date | None = None) -> LabelGrantQuerySet:
        """Grants that hold on the day *on* (today by default): the only ones shown to visitors."""
        day = on or timezone.localdate()
        return self.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day),
            state=LabelGrant.State.GRANTED,
            granted_on__lte=day,
        )


class LabelGrant(models.Model):
    """The decision that gives a label to a place, from a day to another."""

    class State(models.TextChoices):
        GRANTED = "accorde", "Accordé"
        SUSPENDED = "suspendu", "Suspendu"
        WITHDRAWN = "retire", "Retiré"

    place = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="grants", verbose_name="lieu"
    )
    label = models.ForeignKey(Label, models.PROTECT, related_name="grants", verbose_name="label")
    granted_on = models.DateField("accordé le")
    expires_on = models.DateField("valable jusqu’au", null=True, blank=True)
    decision = models.CharField(
        "décision", max_length=120, blank=True, help_text="Référence de la délibération."
    )
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.GRANTED)

    objects = LabelGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "attribution de label"
        verbose_name_plural = "attributions de label"
        ordering = ["-granted_on", "label__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=models.F("granted_on")),
                name="grant_ends_after_it_begins",
                violation_error_message="La fin de validité précède la date d’attribution.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} – {self.place}"

    def clean(self) -> None:
        overlapping = LabelGrant.objects.filter(
            place_id=self.place_id, label_id=self.label_id, state=self.State.GRANTED
        ).exclude(pk=self.pk)
        if self.expires_on:
            overlapping = overlapping.filter(granted_on__lte=self.expires_on)
        if self.granted_on:
            overlapping = overlapping.filter(
                Q(expires_on__isnull=True) | Q(expires_on__gte=self.granted_on)
            )
        if self.state == self.State.GRANTED and overlapping.exists():
            raise ValidationError("Ce lieu a déjà ce label sur une partie de cette période.")
