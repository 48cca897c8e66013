"""Who works on the files of a call, where not everybody with the right does."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ami.kinds import LEAD, REVIEWER
from ami.models.call import CallPage
from ami.teams import READER
from directory.models import Departement


class CallRole(models.Model):
    """What somebody does of the files of one call. Those of a call are its team.

    A call without any opens to all who have the right (``ami.teams``). It is no part of the page:
    an earlier version that is published again must not give back a right that was taken away.
    A line outlives its account, or the last account to leave would open the call to everybody.
    """

    class Role(models.TextChoices):
        READER = READER, "Lecture seule"
        REVIEWER = REVIEWER, "Instructeur"
        LEAD = LEAD, "Responsable"

    call = models.ForeignKey(CallPage, models.CASCADE, related_name="team", verbose_name="appel")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="personne",
    )
    role = models.CharField("rôle", max_length=20, choices=Role.choices, default=Role.REVIEWER)
    departements = models.ManyToManyField(
        Departement, blank=True, related_name="+", verbose_name="départements"
    )

    class Meta:
        verbose_name = "rôle dans un appel"
        verbose_name_plural = "rôles dans les appels"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "user"], name="one_role_a_call_and_person")
        ]

    def __str__(self) -> str:
        return f"rôle {self.pk}"
