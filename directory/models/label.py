"""Labels of the network and the register of who holds them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

D = TypeVar("D", date, str)


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

    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
        help_text="Donné aux lieux qui ont le label, dans leur espace. PNG ou WebP, au moins 1 000 "
        "pixels de large.",
    )
    logo_rule = models.TextField(
        "règle d’emploi du logo",
        blank=True,
        max_length=2000,
        help_text="Ce que les lieux peuvent en faire, et ce qu’ils ne doivent pas.",
    )

    class Meta:
        verbose_name = "label"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} (exemple à valider)" if self.is_example else self.name


RENEWAL_NOTICE = timedelta(days=92)  # staff are warned about three months before the end


class Standing(models.TextChoices):
    """Where an attribution stands on a day: its state, and what its dates make of it."""

    VALID = "valide", "Valide"
    EXPIRING = "expire-bientot", "Expire bientôt"
    EXPIRED = "expire", "Expiré"
    UPCOMING = "a-venir", "À venir"
    SUSPENDED = "suspendu", "Suspendu"
    WITHDRAWN = "retire", "Retiré"


def is_within(day: D, granted_on: D, expires_on: D | None) -> bool:
    """Whether a grant of these dates, both included, covers *day*; dates may be ISO texts.

    The same rule as ``LabelGrantQuerySet.within``, for what is already read.
    """
    return granted_on <= day and (expires_on is None or day <= expires_on)


class LabelGrantQuerySet(models.QuerySet["LabelGrant"]):
    def valid(self, on: date | None = None) -> LabelGrantQuerySet:
        """Grants that hold on the day *on* (today by default): the only ones shown to visitors."""
        return self.filter(state=LabelGrant.State.GRANTED).within(on or timezone.localdate())

    def within(self, day: date) -> LabelGrantQuerySet:
        """Grants whose dates cover *day*, whatever their state: as ``is_within``."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day), granted_on__lte=day)

    def standing(self, standing: Standing, on: date | None = None) -> LabelGrantQuerySet:
        """Grants that stand so on the day *on* (today by default): as ``LabelGrant.standing``."""
        day = on or timezone.localdate()
        if standing in (Standing.SUSPENDED, Standing.WITHDRAWN):
            return self.filter(state=standing.value)
        granted = self.filter(state=LabelGrant.State.GRANTED)
        if standing == Standing.EXPIRED:
            return granted.filter(expires_on__lt=day)
        if standing == Standing.UPCOMING:
            return granted.filter(granted_on__gt=day)
        ends_soon = Q(expires_on__lte=day + RENEWAL_NOTICE)
        if standing == Standing.EXPIRING:
            return self.valid(day).filter(ends_soon)
        return self.valid(day).exclude(ends_soon, expires_on__isnull=False)

    def to_renew(self, on: date | None = None) -> LabelGrantQuerySet:
        """Grants that have expired or soon will, with none of the same label to follow them."""
        day = on or timezone.localdate()
        later = LabelGrant.objects.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gt=day + RENEWAL_NOTICE),
            place=models.OuterRef("place"),
            label=models.OuterRef("label"),
            state=LabelGrant.State.GRANTED,
        )
        return self.filter(
            ~models.Exists(later),
            state=LabelGrant.State.GRANTED,
            expires_on__lte=day + RENEWAL_NOTICE,
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

    def standing(self, on: date | None = None) -> Standing:
        """Where the grant stands on the day *on* (today by default)."""
        day = on or timezone.localdate()
        if self.state != self.State.GRANTED:
            return Standing(self.state)
        if not is_within(day, self.granted_on, self.expires_on):
            return Standing.UPCOMING if self.granted_on > day else Standing.EXPIRED
        if self.expires_on and self.expires_on <= day + RENEWAL_NOTICE:
            return Standing.EXPIRING
        return Standing.VALID

    def is_valid(self, on: date | None = None) -> bool:
        """Whether the grant holds on the day *on* (today by default), as ``valid()`` chooses."""
        return self.standing(on) in (Standing.VALID, Standing.EXPIRING)

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
