"""Views of the queue that staff keep: its filters, search and order under a name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_QUERY = 2000  # characters


class SavedQueueQuerySet(models.QuerySet["SavedQueue"]):
    def open_to(self, user: Any) -> SavedQueueQuerySet:
        """Those of *user*, and those that others share."""
        return self.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")


class SavedQueue(models.Model):
    """A named view: ``query`` is the query string of the queue, which its filters read again.

    It leaves with the account of its owner, shared or not.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField("nom de la vue", max_length=60)
    query = models.CharField("filtres", max_length=LONGEST_QUERY, blank=True)
    is_shared = models.BooleanField("partagée avec l’équipe", default=False)

    objects = SavedQueueQuerySet.as_manager()

    class Meta:
        verbose_name = "vue enregistrée"
        verbose_name_plural = "vues enregistrées"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_view_a_name_and_owner")
        ]

    def __str__(self) -> str:
        return self.name
