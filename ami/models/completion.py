"""What the service asks to complete, and what the carrier then answers."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.definitions import AllAnswers, AskedQuestion, part_key
from ami.models.dossier import Dossier


class CompletionQuerySet(models.QuerySet["Completion"]):
    def awaited(self) -> CompletionQuerySet:
        """Those that the carrier may still answer."""
        return self.filter(sent_at=None, closed_at=None)

    def sent(self) -> CompletionQuerySet:
        """Those that the carrier has sent."""
        return self.filter(sent_at__isnull=False)


class Completion(models.Model):
    """Some questions that open again, and pieces that are asked, for a date.

    What was deposited stays as it is: what the carrier types is in ``typed`` until it is sent,
    which freezes it in ``frozen`` with its SHA-256. ``sequence`` rises with each save, as in
    ``StepAnswers``. One whose date has passed may still be answered, until the service goes on
    without it (``closed_at``).
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="completions")
    rank = models.PositiveSmallIntegerField("rang dans le dossier", default=1)
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField("ce qui manque", max_length=3000)
    questions = models.JSONField("questions rouvertes", default=list, blank=True)
    pieces = models.JSONField("pièces demandées", default=list, blank=True)  # each in words
    due_on = models.DateField("pour le")
    typed = models.JSONField("réponses en cours", default=dict, blank=True)  # by part and item
    sequence = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField("enregistré le", null=True, blank=True)
    saved_by = models.CharField(max_length=200, blank=True)  # ``Dossier.writer``
    sent_at = models.DateTimeField("complété le", null=True, blank=True)
    read_at = models.DateTimeField("lu par le service le", null=True, blank=True)
    frozen = models.JSONField("complément envoyé", null=True, blank=True)
    digest = models.CharField("empreinte SHA-256", max_length=64, blank=True)
    closed_at = models.DateTimeField("plus attendu depuis", null=True, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de complément"
        verbose_name_plural = "demandes de complément"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "rank"], name="one_completion_a_rank"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(sent_at=None, closed_at=None),
                name="one_completion_awaited_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}-C{self.rank}"

    @property
    def number(self) -> str:
        """What names it on its receipt: « AMI-2026-0001-C1 »."""
        return str(self)

    @property
    def is_awaited(self) -> bool:
        return self.sent_at is None and self.closed_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether its date has passed without an answer: said, and nothing more."""
        return self.is_awaited and timezone.localdate() > self.due_on

    @cached_property
    def asked(self) -> list[AskedQuestion]:
        """The questions that are open again, in the order of the form."""
        return [AskedQuestion(**each) for each in self.questions]

    def before(self) -> AllAnswers:
        """What the file said when this was asked: the deposit, and what was completed since."""
        answers = self.dossier.deposited_answers()
        for earlier in self.dossier.completions.sent().filter(rank__lt=self.rank):
            answers = answers.over(earlier.given())
        return answers

    def answers(self) -> AllAnswers:
        """What the file says with what was sent here; while it is awaited, with what is typed."""
        return self.before().over(self.typed if self.frozen is None else self.given())

    def given(self) -> dict[str, Any]:
        """What was sent, by ``part_key``; nothing where nothing was."""
        answers = self.frozen["answers"] if self.frozen else []
        return {part_key(each["step"], each["item"]): each["data"] for each in answers}
