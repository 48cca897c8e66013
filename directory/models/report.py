"""What visitors tell of a sheet that is wrong."""

from django.db import models

from core.mail.fields import EmailAddressField
from core.models import Incoming, IncomingQuerySet


class ErrorReport(Incoming):
    """A visitor's « signaler une erreur » on a place, followed by staff until it is closed.

    The e-mail is optional, kept only to answer, and erased with the report (see
    ``directory.retention``). What may be done of it is in ``directory.workflow``.
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

    WAITING = frozenset({State.NEW, State.IN_PROGRESS})

    place = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="reports", verbose_name="lieu"
    )
    subject = models.CharField("sujet", max_length=10, choices=Subject.choices)
    message = models.TextField("message", max_length=2000)
    email = EmailAddressField("courriel", blank=True)
    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.NEW, db_index=True
    )
    closed_at = models.DateTimeField("date de clôture", null=True, blank=True, editable=False)

    objects = IncomingQuerySet.as_manager()

    class Meta(Incoming.Meta):
        verbose_name = "signalement"

    def __str__(self) -> str:
        return f"{self.get_subject_display()} – {self.place}"
