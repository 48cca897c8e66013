"""What the service writes for itself while it reviews a file, and the texts that it starts from."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.message_fields import unknown_fields
from ami.models.dossier import Dossier
from core.models import SentOnce


class InternalNote(SentOnce):
    """A note of the service about a file, for the service alone.

    Neither the pages of the carrier nor the archive read this table. It may still be asked for
    (RGPD, article 15; CRPA, L. 311-1): write what may be read.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField("note", max_length=5000)
    written_at = models.DateTimeField("écrite le", default=timezone.now)

    class Meta:
        verbose_name = "note interne"
        verbose_name_plural = "notes internes"
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class MentionQuerySet(models.QuerySet["Mention"]):
    def unseen(self) -> "MentionQuerySet":
        """Those whose person has not opened the file since."""
        return self.filter(seen_at=None)


class Mention(models.Model):
    """A colleague whom a note calls, until they have opened the file (``seen_at``)."""

    note = models.ForeignKey(InternalNote, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField("vue le", null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = "mention"
        constraints = [
            models.UniqueConstraint(fields=["note", "user"], name="one_mention_a_note_and_person")
        ]
        indexes = [models.Index(fields=["user"], condition=Q(seen_at=None), name="mentions_unseen")]

    def __str__(self) -> str:
        return f"mention {self.pk}"


class NoteDraft(models.Model):
    """What somebody types of a note and has not written yet, for them alone.

    A row of its own: keeping what is typed and leading the file to another state cross each other
    without harm.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="note_drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField("note", max_length=5000)
    saved_at = models.DateTimeField("enregistrée le", default=timezone.now)

    class Meta:
        verbose_name = "note en cours"
        verbose_name_plural = "notes en cours"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "author"], name="one_note_typed_a_file_and_person"
            )
        ]

    def __str__(self) -> str:
        return f"note en cours {self.pk}"


class MessageTemplate(models.Model):
    """A text that staff start a message to a carrier from, with fields such as « {numero} »."""

    title = models.CharField("titre", max_length=100, unique=True)
    text = models.TextField(
        "texte",
        max_length=5000,
        help_text="{contact}, {structure}, {numero}, {appel} et {projets} sont remplacés par ce "
        "que dit le dossier. Le texte se relit et se corrige avant chaque envoi.",
    )

    class Meta:
        verbose_name = "modèle de message"
        verbose_name_plural = "modèles de messages"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if unknown := unknown_fields(self.text):
            raise ValidationError(
                {"text": f"Ce champ n’existe pas\u00a0: {', '.join(unknown)}. Voir l’aide."}
            )
