"""A meeting between the service and the carrier."""

import uuid

from django.db import models
from django.utils import timezone

from ami.models.dossier import Dossier


class Meeting(models.Model):
    """Slots that the service proposes, the one that the carrier takes, what was said.

    ``uid`` and ``sequence`` are those of its calendar entry (RFC 5545): a change replaces it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposee", "Proposée"
        ACCEPTED = "acceptee", "Acceptée"
        DECLINED = "declinee", "Déclinée"
        CANCELLED = "annulee", "Annulée"
        HELD = "tenue", "Tenue"
        MISSED = "manquee", "Personne n’est venu"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="meetings")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    state = models.CharField("état", max_length=20, choices=State.choices, default=State.PROPOSED)
    slots = models.JSONField("créneaux proposés", default=list)  # ISO 8601, with their offset
    starts_at = models.DateTimeField("début", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("durée (minutes)", default=60)
    where = models.CharField("où", max_length=300, blank=True)
    carrier_note = models.TextField("mot du porteur", max_length=1000, blank=True)
    report = models.TextField("compte rendu", blank=True)
    proposed_at = models.DateTimeField("proposée le", default=timezone.now)

    class Meta:
        verbose_name = "rencontre"
        ordering = ["proposed_at", "pk"]

    def __str__(self) -> str:
        return f"rencontre {self.pk}"
