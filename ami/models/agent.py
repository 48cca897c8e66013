"""What each agent keeps for the study of files: views of the queue, the mail of the morning."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
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


class ReviewPreferences(models.Model):
    """Whether an account wants the mail of the morning; it goes with the account, mails included.

    Who has no row wants it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    wants_digest = models.BooleanField(
        "Recevoir le matin, les jours ouvrés, ce qui m’attend",
        default=True,
        help_text="Un courriel par jour au plus, et aucun quand rien n’attend.",
    )

    # Their mails leave with them.
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    class Meta:
        verbose_name = "préférences d’un agent"
        verbose_name_plural = "préférences des agents"

    def __str__(self) -> str:
        return f"préférences {self.pk}"
