"""Who comes to a date, or waits for a seat."""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone

from core.mail.fields import EmailAddressField
from core.models import SentOnce
from core.validators import validate_phone

from .occurrence import Occurrence


class News(models.TextChoices):
    """What those who are registered for a date have to know of it."""

    CANCELLED = "annule", "Date annulée"
    POSTPONED = "reporte", "Date reportée, sans nouveau jour"
    MOVED = "deplace", "Date déplacée"
    ONLINE = "en-ligne", "Date passée en ligne"
    HELD = "maintenu", "A lieu comme prévu, finalement"
    SEATED = "place", "Une place s’est libérée"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def seated(self) -> RegistrationQuerySet:
        """Those who have their seats."""
        return self.filter(state=Registration.State.SEATED)

    def waiting(self) -> RegistrationQuerySet:
        """Those who wait for seats, the first one first."""
        return self.filter(state=Registration.State.WAITING).order_by("pk")

    def to_call(self) -> RegistrationQuerySet:
        """Those who have something to learn that no mail can tell them."""
        return self.exclude(news="")

    def to_remind(self, start: datetime, eve: datetime) -> RegistrationQuerySet:
        """Those whom no mail has reminded of the date that begins at *start*.

        Who registered since *eve*, the midnight that begins the day before, knows.
        """
        unreminded = Q(reminded_for=None) | ~Q(reminded_for=start)
        return self.seated().filter(unreminded, registered_at__lt=eve).exclude(email="")

    def seats(self) -> int:
        """How many seats they make."""
        return self.aggregate(seats=Sum("seats"))["seats"] or 0


class Registration(SentOnce):
    """Somebody registered for a date, alone or with others; all of them sit, or all wait.

    ``email`` or ``phone``: what was typed; the place may know neither of who it adds itself.
    ``news`` waits for a call of the place, since no mail reaches the person. Leaving erases the
    row; the night does it fourteen days after the date (``events.retention``), of which
    ``Occurrence.seats_taken`` alone stays.
    """

    class State(models.TextChoices):
        SEATED = "inscrit", "Inscrit"
        WAITING = "attente", "En liste d’attente"

    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="registrations", verbose_name="date"
    )
    name = models.CharField("nom", max_length=80)
    email = EmailAddressField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True, validators=[validate_phone])
    seats = models.PositiveSmallIntegerField("nombre de places", default=1)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.WAITING)
    registered_at = models.DateTimeField("inscrit le", default=timezone.now)
    reminded_for = models.DateTimeField("rappelé pour", null=True, blank=True)
    news = models.CharField("à dire", max_length=10, choices=News.choices, blank=True)
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")
    access_tokens = GenericRelation("core.AccessToken")  # the links of its mails go with it

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription"
        verbose_name_plural = "inscriptions"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gt=0), name="a_registration_is_for_somebody")
        ]

    def __str__(self) -> str:
        return f"inscription {self.pk}"  # no name: this text goes into logs

    @property
    def to_tell(self) -> str:
        """What the person has to learn, and of which moment: other words as soon as it changes."""
        date = self.occurrence
        return f"{self.news} {date.starts_at:%Y%m%dT%H%M}/{date.ends_at:%H%M}"

    @property
    def is_seated(self) -> bool:
        return self.state == self.State.SEATED
