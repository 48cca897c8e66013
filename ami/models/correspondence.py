"""What the service and the carrier tell each other."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ami.models.dossier import Dossier


class Message(models.Model):
    """A message between the service and the carrier, shown to both on the page of the file."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="messages")
    from_service = models.BooleanField("du service")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_by = models.CharField("de", max_length=200, blank=True)  # ``Dossier.writer``
    text = models.TextField("message", max_length=5000)
    sent_at = models.DateTimeField("envoyé le", default=timezone.now)
    read_at = models.DateTimeField("lu le", null=True, blank=True)

    class Meta:
        verbose_name = "message"
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Completion(models.Model):
    """What the service asks to complete, and what the carrier then answers.

    ``steps`` are the parts that open again: only those. ``answers`` is what the carrier sends for
    them, beside what was deposited, which stays as it is.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="completions")
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField("ce qui manque", max_length=3000)
    steps = models.JSONField("parties à compléter", default=list)
    due_on = models.DateField("pour le")
    answered_at = models.DateTimeField("complété le", null=True, blank=True)
    answers = models.JSONField("réponses", default=dict)

    class Meta:
        verbose_name = "demande de complément"
        verbose_name_plural = "demandes de complément"
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"complément {self.pk}"
