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
    # What the site filled it from, as long as nobody has saved it since: « votre fiche ».
    origin = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "réponses d’une partie"
        verbose_name_plural = "réponses des parties"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "step", "item"], name="one_row_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.item}".strip()


MAX_REMOVED = 50  # of a draft, the last ones: a program that removes without end fills no disk


class RemovedItemManager(models.Manager["RemovedItem"]):
    def keep(self, dossier: Dossier, step: str, item: str, data: dict[str, Any]) -> "RemovedItem":
        """Keep *item* as it leaves, and forget those before the last ``MAX_REMOVED``."""
        mine = self.filter(dossier=dossier)
        mine.filter(step=step, item=item).delete()
        kept = self.create(dossier=dossier, step=step, item=item, data=data)
        last = list(mine.values_list("pk", flat=True)[:MAX_REMOVED])
        mine.exclude(pk__in=last).delete()
        return kept


class RemovedItem(models.Model):
    """An item of a part that repeats, taken away or sent where there was no room: it may come back.

    Erased when the file is deposited.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="removed_items")
    step = models.CharField(max_length=40)
    item = models.CharField(max_length=36, blank=True)
    data = models.JSONField(default=dict)
    removed_at = models.DateTimeField(default=timezone.now)

    objects = RemovedItemManager()

    class Meta:
        verbose_name = "élément retiré"
        verbose_name_plural = "éléments retirés"
        ordering = ["-removed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.item}".strip()
