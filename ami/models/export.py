"""What staff ask to take away of many files: made by the worker, kept for some days."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.models.attachment import private_storage
from ami.models.call import CallPage
from ami.models.dossier import Dossier

KEPT = timedelta(days=7)  # from when it is asked
STALLED = timedelta(minutes=15)  # without progress: whoever made it is dead, or busy elsewhere


def random_name(export: Export, filename: str) -> str:
    """Name the stored file at random: neither who asked nor the content show in it."""
    return f"exports/{uuid.uuid4().hex}"


def end_of_keeping() -> datetime:
    return timezone.now() + KEPT


class ExportQuerySet(models.QuerySet["Export"]):
    def of(self, user: Any) -> ExportQuerySet:
        """Those that *user* asked, and that have not reached their date."""
        return self.filter(owner=user, expires_at__gt=timezone.now())

    def unfinished(self) -> ExportQuerySet:
        return self.filter(state__in=Export.UNFINISHED)


class Export(models.Model):
    """Files that somebody asked, as a table, an archive or a PDF, and how far it is.

    ``dossiers`` are those that the choice held when it was asked, whatever becomes of their state,
    but for those that its owner may not read any more once it is made; what is said of them is what
    they say then. Where one of them is destroyed, the export goes too
    (``ami.services.exports.forget_exports_of``).

    ``attempt`` tells a task that a newer one has taken its place.
    """

    class State(models.TextChoices):
        ASKED = "demande", "En attente"
        UNDERWAY = "en-cours", "En cours"
        MADE = "fait", "Prêt"
        FAILED = "echec", "N’a pas pu être fait"
        CANCELLED = "annule", "Annulé"

    UNFINISHED = (State.ASKED, State.UNDERWAY)

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    call = models.ForeignKey(CallPage, models.CASCADE, null=True, related_name="+")
    dossiers = models.ManyToManyField(Dossier, related_name="exports")
    title = models.CharField("contenu", max_length=300)
    format = models.CharField("format", max_length=10)
    options = models.JSONField(default=dict)  # those of ``ami.exports.table.Selection``
    state = models.CharField("état", max_length=20, choices=State.choices, default=State.ASKED)
    attempt = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveIntegerField("dossiers faits", default=0)
    total = models.PositiveIntegerField("dossiers en tout", default=0)
    failure = models.CharField("ce qui a échoué", max_length=300, blank=True)
    file = models.FileField("fichier", storage=private_storage, upload_to=random_name, blank=True)
    extension = models.CharField(max_length=10, blank=True)
    size = models.PositiveBigIntegerField("taille (octets)", default=0)
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    moved_at = models.DateTimeField("dernière avancée le", default=timezone.now)
    expires_at = models.DateTimeField("gardé jusqu’au", default=end_of_keeping)

    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")  # go with it

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "export de dossiers"
        verbose_name_plural = "exports de dossiers"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_made_export_has_a_file", condition=~Q(state="fait") | ~Q(file="")
            )
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED

    @property
    def is_made(self) -> bool:
        return self.state == self.State.MADE

    @property
    def may_be_asked_again(self) -> bool:
        """Whether it failed, was cancelled, or has stood still for too long."""
        stalled = self.is_unfinished and self.moved_at < timezone.now() - STALLED
        return stalled or self.state in (self.State.FAILED, self.State.CANCELLED)
