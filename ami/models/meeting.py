"""A meeting between the service and the carrier."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.models.dossier import Dossier


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def pending(self) -> MeetingQuerySet:
        """Those that are proposed or agreed, and not over."""
        return self.filter(state__in=(Meeting.State.PROPOSED, Meeting.State.ACCEPTED))


class Meeting(models.Model):
    """Slots that the service proposes, the one that the carrier takes, what was said.

    ``uid`` and ``sequence`` are those of its calendar entry (RFC 5545): a change replaces it.
    ``was_at`` is the slot that no longer holds, of a meeting that was moved. ``report`` is for the
    service alone.
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
    was_at = models.DateTimeField("prévue avant le", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("durée (minutes)", default=60)
    where = models.CharField("où", max_length=300, blank=True)
    text = models.TextField("mot du service", max_length=1000, blank=True)
    carrier_note = models.TextField("mot du porteur", max_length=1000, blank=True)
    answered_by = models.CharField("réponse de", max_length=200, blank=True)  # ``Dossier.writer``
    report = models.TextField("compte rendu", blank=True)
    proposed_at = models.DateTimeField("proposée le", default=timezone.now)
    changed_at = models.DateTimeField("changée le", default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "rencontre"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=("proposee", "acceptee")),
                name="one_meeting_pending_at_once",
            ),
            models.CheckConstraint(
                name="an_agreed_meeting_has_a_date",
                condition=~Q(state="acceptee") | Q(starts_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"rencontre {self.pk}"

    @property
    def is_pending(self) -> bool:
        """Whether it is proposed or agreed, and not over."""
        return self.state in (self.State.PROPOSED, self.State.ACCEPTED)

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at and self.starts_at + timedelta(minutes=self.minutes)

    def proposed_slots(self, now: datetime | None = None) -> list[datetime]:
        """The slots that are proposed, in order, those that have passed *now* left out."""
        now = now or timezone.now()
        return sorted(each for each in map(datetime.fromisoformat, self.slots) if each > now)
