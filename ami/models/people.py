"""Who opens a file beside its carrier: colleagues, a helper and their mandate, a successor."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ami.models.dossier import Dossier
from core.mail.fields import EmailAddressField
from core.models import Incoming, IncomingQuerySet

NAME_LENGTH = 80  # characters of the name of a person, or of where they work


def full_name(name: str, organisation: str) -> str:
    """« Nora Exemple (EPN de Vire) », or the name alone."""
    return f"{name} ({organisation})" if organisation else name


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self, now: datetime | None = None) -> MemberQuerySet:
        """Those who may open their file at *now*: not gone, and not past their date."""
        in_time = Q(ends_at=None) | Q(ends_at__gt=now or timezone.now())
        return self.filter(in_time, left_at=None)


class Member(models.Model):
    """Somebody who works on a file with its carrier, by a link of their own.

    A colleague stays until removed; a helper (a mediator of an EPN, with the carrier's mandate) is
    seen by both and leaves on a date, or at the deposit. Who leaves of their own accord stays
    written (``left_at``): nobody invites them to this file again.
    """

    class Role(models.TextChoices):
        COLLEAGUE = "collegue", "Collègue"
        HELPER = "aidant", "Personne qui aide"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="members")
    name = models.CharField("nom", max_length=NAME_LENGTH, default="")
    organisation = models.CharField("structure", max_length=NAME_LENGTH, blank=True)
    email = EmailAddressField("courriel", max_length=254)
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    invited_at = models.DateTimeField("invité le", default=timezone.now)
    opened_at = models.DateTimeField("a ouvert son lien le", null=True, blank=True)
    ends_at = models.DateTimeField("jusqu’au", null=True, blank=True)
    left_at = models.DateTimeField("a quitté le dossier le", null=True, blank=True)

    # They go with it: a person who is removed is shut out at once.
    access_tokens = GenericRelation("core.AccessToken")
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "personne invitée"
        verbose_name_plural = "personnes invitées"
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "email"], name="invited_once_to_a_file")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk}"

    @property
    def is_helper(self) -> bool:
        return self.role == self.Role.HELPER

    def is_present(self) -> bool:
        """Whether they may open the file now (``MemberQuerySet.present``)."""
        in_time = self.ends_at is None or self.ends_at > timezone.now()
        return in_time and self.left_at is None

    @property
    def full_name(self) -> str:
        return full_name(self.name, self.organisation)

    @property
    def signature(self) -> str:
        """Who did something in a file: « Nora Exemple, collègue »."""
        return f"{self.full_name}, {'aide' if self.is_helper else 'collègue'}"


class MandateQuerySet(models.QuerySet["Mandate"]):
    def given(self) -> MandateQuerySet:
        """Those that a carrier has given, whether they are over or not."""
        return self.exclude(given_at=None)

    def pending(self) -> MandateQuerySet:
        """Those that a carrier has still to give or refuse, for a helper who waits for it."""
        return self.filter(given_at=None, ended_at=None, helper__in=Member.objects.present())


class Mandate(models.Model):
    """That a carrier lets somebody fill a file in for them: the text that was agreed to, and when.

    It stays with the file once the helper has no access any more.
    """

    class EndedBy(models.TextChoices):
        CARRIER = "porteur", "la personne aidée"
        HELPER = "aidant", "la personne qui aide"
        DEPOSIT = "depot", "le dépôt"
        SUCCESSION = "reprise", "la reprise du dossier"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="mandates")
    helper = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="mandates"
    )
    name = models.CharField("nom", max_length=NAME_LENGTH)
    organisation = models.CharField("structure", max_length=NAME_LENGTH, blank=True)
    text = models.TextField("texte du mandat", max_length=2000)
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    given_at = models.DateTimeField("donné le", null=True, blank=True)
    ends_at = models.DateTimeField("jusqu’au")
    ended_at = models.DateTimeField("terminé le", null=True, blank=True)
    ended_by = models.CharField(
        "terminé par", max_length=10, choices=EndedBy.choices, blank=True, default=""
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"mandat {self.pk}"

    @property
    def full_name(self) -> str:
        return full_name(self.name, self.organisation)


class TakeoverQuerySet(IncomingQuerySet):
    def confirmed(self) -> TakeoverQuerySet:
        """Those whose address was shown, about a file that is theirs to ask for: what staff see."""
        return self.exclude(confirmed_at=None)

    def unconfirmed(self) -> TakeoverQuerySet:
        return self.filter(confirmed_at=None)

    def waiting(self) -> TakeoverQuerySet:
        waiting: TakeoverQuerySet = super().waiting()
        return waiting.confirmed()


class Takeover(Incoming):
    """Somebody asks for the file of a person who has left the structure.

    ``reference`` is what they know of it: its number, or the address that began it. It is compared
    with the files once their own address is confirmed (``ami.services.takeovers``).
    """

    class State(models.TextChoices):
        WAITING = "recue", "À décider"
        ACCEPTED = "acceptee", "Acceptée"
        REFUSED = "refusee", "Refusée"

    WAITING: ClassVar[frozenset[str]] = frozenset({State.WAITING})

    reference = models.CharField("dossier demandé", max_length=254)
    name = models.CharField("nom", max_length=NAME_LENGTH)
    email = EmailAddressField("courriel", max_length=254)
    message = models.TextField("explication", max_length=2000)
    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.WAITING, db_index=True
    )
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, null=True, blank=True, related_name="takeovers"
    )
    confirmed_at = models.DateTimeField("adresse confirmée le", null=True, editable=False)

    access_tokens = GenericRelation("core.AccessToken")

    objects = TakeoverQuerySet.as_manager()

    class Meta(Incoming.Meta):
        verbose_name = "demande de reprise"
        verbose_name_plural = "demandes de reprise"

    def __str__(self) -> str:
        return f"Reprise {self.pk}, {self.dossier}" if self.dossier else f"Reprise {self.pk}"
