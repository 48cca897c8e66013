"""Files that carriers and the service join."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.kinds import DRAFT
from ami.models.dossier import Dossier
from core.net import antivirus

PRIVATE = "private"  # its name in STORAGES


def private_storage() -> Any:
    """Return where private files are: outside the media address, in a folder or an S3 store."""
    return storages[PRIVATE]


def random_name(attachment: Attachment, filename: str) -> str:
    """Name the stored file at random: neither the sender nor the content show in it."""
    return f"{folder_of(attachment.dossier)}/{uuid.uuid4().hex}"


def folder_of(dossier: Dossier) -> str:
    """Return where the store keeps all the files of *dossier*."""
    return f"dossiers/{dossier.key}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def to_scan(self, *, lost_too: bool = False) -> AttachmentQuerySet:
        """Those of which no antivirus has said anything: before it came, or while it was away.

        Args:
            lost_too: with those that the store had lost: what is put back from a backup is found.
        """
        lost = (Attachment.Scan.LOST,) if lost_too else ()
        return self.filter(scan__in=(*Attachment.UNREAD, *lost))

    def refused(self) -> AttachmentQuerySet:
        return self.filter(scan=Attachment.Scan.INFECTED)

    def served(self) -> AttachmentQuerySet:
        """Those that anybody may be given (``Attachment.may_be_served``)."""
        return self.filter(scan__in=served_scans())

    def to_draw(self, extensions: Iterable[str]) -> AttachmentQuerySet:
        """Those of *extensions* that staff may read, and of which no preview was tried."""
        unsent = Q(completion__isnull=False, completion__sent_at=None)
        found = self.served().filter(extension__in=extensions, preview=None)
        return found.exclude(unsent).exclude(dossier__state=DRAFT)

    def not_refused(self) -> AttachmentQuerySet:
        return self.exclude(scan=Attachment.Scan.INFECTED)


class Attachment(models.Model):
    """A file of a dossier, kept as soon as it is sent, served as a download to who may read it."""

    class Scan(models.TextChoices):
        PENDING = "en-attente", "En attente d’analyse"
        CLEAN = "sain", "Sain"
        INFECTED = "infecte", "Refusé par l’antivirus"
        NOT_SCANNED = "non-analyse", "Non analysé"
        LOST = "introuvable", "Introuvable"

    UNREAD = (Scan.PENDING, Scan.NOT_SCANNED)

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        "ami.Message", models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    completion = models.ForeignKey(
        "ami.Completion", models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    file = models.FileField("fichier", storage=private_storage, upload_to=random_name)
    name = models.CharField("nom d’origine", max_length=255)
    extension = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField("taille (octets)")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    scan = models.CharField("antivirus", max_length=20, choices=Scan.choices, default=Scan.PENDING)
    sent_at = models.DateTimeField("reçu le", default=timezone.now)
    sent_by = models.CharField("de", max_length=200, blank=True)  # ``Dossier.writer``
    by_service = models.BooleanField("joint par le service", default=False)
    after_deposit = models.BooleanField("joint après le dépôt", default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"pièce {self.pk}"

    @property
    def is_refused(self) -> bool:
        return self.scan == self.Scan.INFECTED

    @property
    def may_be_served(self) -> bool:
        """Whether anybody may be given it: once it is known to be sound.

        Where no antivirus is there to say so, ``UNSCANNED_FILES_SERVED`` decides.
        """
        return self.scan in served_scans()


def served_scans() -> set[str]:
    """Return what the antivirus may say of a file that is given to people."""
    unscanned = settings.UNSCANNED_FILES_SERVED and not antivirus.is_configured()
    return {Attachment.Scan.CLEAN, *(Attachment.UNREAD if unscanned else ())}
