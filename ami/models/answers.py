"""What is typed in a draft, part by part."""

from typing import Any

from django.db import models
from django.utils import timezone

from ami.models.dossier import Dossier


class StepAnswers(models.Model):
    """What is typed in one part, or in one item of a part that repeats.

    ``data`` keeps what was typed as it was typed, right or wrong. ``sequence`` rises with each
    save: a browser says which one it started from, so that an older save that arrives late, or
    from another window, replaces nothing in silence.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="step_answers")
    step = models.CharField(max_length=40)
    item = models.CharField(max_length=36, blank=True)  # of a part that repeats: a UUID
    position = models.PositiveSmallIntegerField(default=0)
    data = models.JSONField(default=dict)
    sequence = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.CharField(max_length=200, blank=True)  # ``Dossier.writer``

    class Meta:
        verbose_name = "réponses d’une partie"
        verbose_name_plural = "réponses des parties"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "step", "item"], name="one_row_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.item}".strip()


MAX_REPLACED = 50  # of a draft, the last ones: a program that replaces without end fills no disk


class ReplacedAnswersManager(models.Manager["ReplacedAnswers"]):
    def keep(
        self, dossier: Dossier, step: str, item: str, data: dict[str, Any]
    ) -> "ReplacedAnswers":
        """Keep what is replaced, and forget what was before the last ``MAX_REPLACED``."""
        kept = self.create(dossier=dossier, step=step, item=item, data=data)
        recent = self.filter(dossier=dossier).order_by("-replaced_at", "-pk")
        last = list(recent.values_list("pk", flat=True)[:MAX_REPLACED])
        self.filter(dossier=dossier).exclude(pk__in=last).delete()
        return kept


class ReplacedAnswers(models.Model):
    """What another window, or a removal, took the place of: nothing typed is lost in a draft.

    Erased when the file is deposited.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="replaced_answers")
    step = models.CharField(max_length=40)
    item = models.CharField(max_length=36, blank=True)
    data = models.JSONField(default=dict)
    replaced_at = models.DateTimeField(default=timezone.now)

    objects = ReplacedAnswersManager()

    class Meta:
        verbose_name = "réponses remplacées"
        verbose_name_plural = "réponses remplacées"
        ordering = ["-replaced_at"]

    def __str__(self) -> str:
        return f"{self.step} {self.item}".strip()
