"""What the service and the carrier tell each other."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ami.models.dossier import Dossier


class Message(models.Model):
    """A message between the service and the carrier, shown to both on the page of the file.

    ``topic`` tells apart those that the law gives a time to answer (RGPD, article 12, 3).
    ``read_at`` is when the other side first read it.
    """

    class Topic(models.TextChoices):
        FILE = "dossier", "Le dossier"
        CORRECTION = "rectification", "Corriger une information"
        ERASURE = "effacement", "Effacer une information"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="messages")
    from_service = models.BooleanField("du service")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_by = models.CharField("de", max_length=200, blank=True)  # ``Dossier.writer``
    topic = models.CharField("objet", max_length=20, choices=Topic.choices, default=Topic.FILE)
    text = models.TextField("message", max_length=5000)
    sent_at = models.DateTimeField("envoyé le", default=timezone.now)
    read_at = models.DateTimeField("lu le", null=True, blank=True)

    class Meta:
        verbose_name = "message"
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def is_about_rights(self) -> bool:
        """Whether it asks what the law gives a month to answer."""
        return self.topic != self.Topic.FILE
