"""What became of a row, step by step."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class HistoryEntry(models.Model):
    """One step of one row, written in the transaction that made it and never changed.

    ``core.workflow`` writes one for each transition. ``data`` holds no personal data: keys and
    figures. The row that it tells of has a ``GenericRelation``, so that they leave together.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    at = models.DateTimeField("le", default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    role = models.CharField("en tant que", max_length=30)
    action = models.CharField("action", max_length=50)
    source = models.CharField("de l’état", max_length=30)
    target = models.CharField("à l’état", max_length=30)
    reason = models.TextField("motif", blank=True)
    data = models.JSONField("données", default=dict, blank=True)

    class Meta:
        verbose_name = "étape"
        verbose_name_plural = "historique"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="history_of_a_row")]

    def __str__(self) -> str:
        return f"{self.action} ({self.source} → {self.target})"


class StatefulMixin(models.Model):
    """A row that goes from state to state by a table of transitions (``core.workflow``).

    A subclass declares ``state`` again, with its choices. ``version`` rises at each transition: who
    acts says which one they saw, so that nobody decides on what somebody else has just changed.
    """

    state = models.CharField("état", max_length=30)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    history = GenericRelation(HistoryEntry)

    class Meta:
        abstract = True
