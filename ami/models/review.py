"""What the service writes for itself while it reviews a file, and the texts that it starts from."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from ami.message_fields import unknown_fields
from ami.models.dossier import Dossier


class InternalNote(models.Model):
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
