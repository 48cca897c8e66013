"""What visitors tell of a sheet that is wrong."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models

from core.mail.fields import EmailAddressField
from core.models import SentOnce


class ErrorReport(SentOnce):
    """A visitor's « signaler une erreur » on a place, followed by staff until it is closed.

    The e-mail is optional, kept only to answer, and erased with the report (see
    ``directory.retention``).
    """

    class Subject(models.TextChoices):
        HOURS = "horaires", "Les horaires"
        ADDRESS = "adresse", "L’adresse ou la position sur la carte"
        CONTACT = "contact", "Le téléphone, le courriel ou le site"
        SERVICES = "services", "Les services ou les équipements"
        CLOSED = "ferme", "Ce lieu n’existe plus"
        OTHER = "autre", "Autre chose"

    class State(models.TextChoices):
        NEW = "nouveau", "Nouveau"
        IN_PROGRESS = "en_cours", "En cours"
        FIXED = "corrige", "Corrigé"
        REJECTED = "sans_suite", "Sans suite"

    place = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="reports", verbose_name="lieu"
    )
    subject = models.CharField("sujet", max_length=10, choices=Subject.choices)
    message = models.TextField("message", max_length=2000)
    email = EmailAddressField("courriel", blank=True)
    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.NEW, db_index=True
    )
    answer = models.TextField("suite donnée", blank=True)
    created_at = models.DateTimeField("reçu le", auto_now_add=True)
    closed_at = models.DateTimeField("clos le", null=True, blank=True, editable=False)
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    class Meta:
        verbose_name = "signalement"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} – {self.place}"
