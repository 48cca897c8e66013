"""What the team gives to those who manage places, and how each of them wishes to be reached."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.models.attachment import private_storage
from core.text.formats import file_size

NOBODY = "Une personne qui a quitté le réseau"
NAMELESS = "Une personne du réseau"
PLACES_NAMED = 2  # of one person, in a line


class NewsQuerySet(models.QuerySet["NewsItem"]):
    def shown(self, today: date | None = None) -> NewsQuerySet:
        """Those of the day, the newest first."""
        today = today or timezone.localdate()
        in_time = Q(expires_on=None) | Q(expires_on__gte=today)
        return self.filter(in_time, published_on__lte=today).order_by("-published_on", "-pk")

    def to_mail(self, today: date | None = None) -> NewsQuerySet:
        """Those that the team wants told by mail, and that were not."""
        return self.shown(today).filter(by_mail=True, mailed_at=None)


class NewsItem(models.Model):
    """What the team tells all managers, between two days, both included."""

    title = models.CharField("titre", max_length=150)
    text = models.TextField(
        "texte",
        max_length=10_000,
        help_text="Sans mise en forme\u00a0: une ligne vide sépare deux paragraphes, et les "
        "adresses de sites deviennent des liens.",
    )
    published_on = models.DateField(
        "date de parution",
        default=timezone.localdate,
        help_text="Avant ce jour, les gérants ne la voient pas.",
    )
    expires_on = models.DateField(
        "dernier jour",
        null=True,
        blank=True,
        help_text="Le lendemain, elle n’est plus montrée. Vide\u00a0: elle reste.",
    )
    by_mail = models.BooleanField(
        "l’envoyer aussi par courriel",
        default=False,
        help_text="Une seule fois, à chaque personne qui gère un lieu et n’y a pas renoncé\u00a0: "
        "dès l’enregistrement, ou dans la nuit du jour de parution.",
    )
    mailed_at = models.DateTimeField("envoyée le", null=True, editable=False)
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = "actualité du collectif"
        verbose_name_plural = "actualités du collectif"
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.expires_on and self.expires_on < self.published_on:
            raise ValidationError({"expires_on": "Ce jour est avant celui de la parution."})


def random_name(document: SharedDocument, filename: str) -> str:
    """Name the stored file at random: its address, if there were one, could not be guessed."""
    return f"collectif/{uuid.uuid4().hex}"


class SharedDocument(models.Model):
    """A file for those who manage places, in the private store: no address of its own gives it.

    Not a Wagtail document in a closed collection: that would open to whoever has an account, or
    ask a group of each manager (docs/decisions/0057-collective.md).
    """

    title = models.CharField("titre", max_length=150)
    description = models.TextField("description", max_length=1000, blank=True)
    file = models.FileField("fichier", storage=private_storage, upload_to=random_name)
    name = models.CharField("nom du fichier", max_length=255, editable=False)
    size = models.PositiveBigIntegerField("taille (octets)", default=0, editable=False)
    added_at = models.DateTimeField("ajouté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "document du collectif"
        verbose_name_plural = "documents du collectif"
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def format(self) -> str:
        """What kind of file it is: « PDF »."""
        return PurePath(self.name).suffix.lstrip(".").upper()

    @property
    def weight(self) -> str:
        """Its size, as people read it."""
        return file_size(self.size)


class ManagerProfile(models.Model):
    """How a manager shows to the others, if they wish, and the mails that they want.

    It goes with the account; who manages no place any more is shown to nobody.
    """

    class Pace(models.TextChoices):
        NEVER = "jamais", "Jamais"
        DAILY = "jour", "Une fois par jour, s’il y a du nouveau"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="collective_profile"
    )
    name = models.CharField(
        "votre nom, tel que les autres le lisent",
        max_length=100,
        blank=True,
        help_text="Il signe ce que vous écrivez. Vide\u00a0: le nom de votre compte.",
    )
    is_listed = models.BooleanField(
        "Me montrer dans l’annuaire des gérants",
        default=False,
        help_text="Les autres y lisent votre nom, vos lieux et ce que vous pouvez apporter\u00a0; "
        "ils vous écrivent par un formulaire qui ne donne pas votre adresse.",
    )
    helps_with = models.TextField(
        "ce que je peux apporter aux autres",
        max_length=600,
        blank=True,
        help_text="Par exemple\u00a0: monter un repair café, régler une découpe laser.",
    )
    shows_email = models.BooleanField(
        "Montrer aussi mon adresse électronique dans l’annuaire", default=False
    )
    news_by_mail = models.BooleanField("Recevoir par courriel les actualités", default=True)
    answers_by_mail = models.BooleanField(
        "Recevoir par courriel les réponses à mes questions", default=True
    )
    questions_by_mail = models.CharField(
        "recevoir les questions et les réponses des autres",
        max_length=10,
        choices=Pace.choices,
        default=Pace.NEVER,
    )
    digested_at = models.DateTimeField("dernier résumé", null=True, editable=False)
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")
    access_tokens = GenericRelation("core.AccessToken")  # the links of its mails go with it

    class Meta:
        verbose_name = "profil de gérant"
        verbose_name_plural = "profils de gérants"

    def __str__(self) -> str:
        return f"profil {self.pk}"  # no name: this text goes into logs

    @property
    def shown_name(self) -> str:
        """What the others call the person: never a name that signs in, nor an address."""
        return self.name or self.user.get_full_name() or NAMELESS


def titles_in_words(titles: Sequence[str]) -> str:
    """Name the places of a person, shortly where there are many."""
    first, others = titles[:PLACES_NAMED], len(titles) - PLACES_NAMED
    if others <= 0:
        return ", ".join(first)
    return f"{', '.join(first)} et {others} autre{'s lieux' if others > 1 else ' lieu'}"


def shown_name(user: Any) -> str:
    """Return what managers call *user*, who may have left."""
    if user is None:
        return NOBODY
    profile = getattr(user, "collective_profile", None) or ManagerProfile(user=user)
    return str(profile.shown_name)
