"""What a carrier is asked some months after the answer, and what they then say."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from ami.definitions import FormDefinition, StepDefinition
from ami.models.dossier import Dossier


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def awaited(self) -> FollowUpQuerySet:
        """Those that nobody has answered."""
        return self.filter(sent_at=None)

    def sent(self) -> FollowUpQuerySet:
        return self.filter(sent_at__isnull=False)


class FollowUp(models.Model):
    """The questions put to the carrier of an answered file, ``months`` after it was told.

    ``definition`` is the form as it was asked: what is proposed to the file later changes nothing.
    It is answered once; ``frozen`` then holds the answers by question (``answers``), and the words
    that people read (``words``, each a label and a text). Nobody is asked again by the row of a
    file whose carrier said to stop (``Dossier.follow_up_stopped_at``); it may still be answered.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField("mois après la réponse")
    definition = models.JSONField("questions")
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    reminded_at = models.DateTimeField("rappelé le", null=True, blank=True)
    sent_at = models.DateTimeField("répondu le", null=True, blank=True)
    sent_by = models.CharField("de", max_length=200, blank=True)  # ``Dossier.writer``
    frozen = models.JSONField("réponses", null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi"
        verbose_name_plural = "suivis"
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "months"], name="one_follow_up_a_file_and_time"
            )
        ]

    def __str__(self) -> str:
        return f"suivi {self.pk}"

    @cached_property
    def step(self) -> StepDefinition:
        """The questions, as they were asked."""
        return FormDefinition.from_json(self.definition).steps[0]

    def answers(self) -> dict[str, Any]:
        """What was answered, by the key of each question; nothing before."""
        return self.frozen["answers"] if self.frozen else {}

    def words(self) -> list[list[str]]:
        """What was answered, as people read it: the label of each question, and the answer."""
        return self.frozen["words"] if self.frozen else []
