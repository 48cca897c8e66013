"""What is to be eliminated, with the visa of the archives, and the proof that it was."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone

from ami.models.attachment import private_storage
from ami.models.call import CallPage
from ami.models.dossier import Dossier
from core.models import StatefulMixin
from core.text.formats import counted


class BordereauQuerySet(models.QuerySet["Bordereau"]):
    def being_destroyed(self) -> BordereauQuerySet:
        """Those whose files are being destroyed."""
        return self.filter(state=Bordereau.State.ORDERED)

    def with_totals(self) -> BordereauQuerySet:
        """Add what the lines come to, those that are kept left out; ``kept`` counts these."""
        leaving = Q(lines__kept_reason="")
        return self.annotate(
            files=Count("lines", filter=leaving),
            size=Sum("lines__size", filter=leaving),
            first_day=Min("lines__deposited_on", filter=leaving),
            last_day=Max("lines__deposited_on", filter=leaving),
            destroyed=Count("lines", filter=Q(lines__destroyed_at__isnull=False)),
            kept=Count("lines", filter=~leaving),
        )


class BordereauLineQuerySet(models.QuerySet["BordereauLine"]):
    def destroyed(self) -> BordereauLineQuerySet:
        """Those of the files that are no more."""
        return self.filter(destroyed_at__isnull=False)


def scan_name(bordereau: Bordereau, filename: str) -> str:
    return f"bordereaux/{bordereau.number}/{uuid.uuid4().hex}"


class Bordereau(StatefulMixin):
    """Files of one call whose use to the administration is over (Code du patrimoine, L. 212-2).

    It names no carrier, and stays for good: it is the proof that they were destroyed by the rules
    (R. 212-14: not before the visa of the archives). It says the call in its own words, for the
    page may leave.
    """

    class State(models.TextChoices):
        PROPOSED = "propose", "À viser"
        VISAED = "vise", "Visé"
        ORDERED = "en-cours", "Destruction en cours"
        DESTROYED = "detruit", "Détruit"
        ABANDONED = "abandonne", "Abandonné"

    number = models.CharField("numéro", max_length=30, unique=True)
    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.PROPOSED, editable=False
    )
    call = models.ForeignKey(
        CallPage, models.SET_NULL, null=True, related_name="bordereaux", verbose_name="appel"
    )
    call_title = models.CharField("appel", max_length=255)
    service_name = models.CharField("service", max_length=200, blank=True)
    retention_years = models.PositiveSmallIntegerField("durée d’utilité administrative (années)")
    proposed_at = models.DateTimeField("proposé le", default=timezone.now)
    proposed_by = models.CharField("proposé par", max_length=200, blank=True)
    visa_on = models.DateField("date du visa", null=True, blank=True)
    visa_by = models.CharField("service d’archives", max_length=200, blank=True)
    visa_reference = models.CharField("référence du visa", max_length=100, blank=True)
    visa_scan = models.FileField(
        "bordereau visé", storage=private_storage, upload_to=scan_name, blank=True
    )
    ordered_at = models.DateTimeField("destruction demandée le", null=True, blank=True)
    ordered_by = models.CharField("destruction demandée par", max_length=200, blank=True)
    destroyed_at = models.DateTimeField("détruit le", null=True, blank=True)

    # What ``with_totals`` adds.
    files: int
    size: int | None
    first_day: date | None
    last_day: date | None
    destroyed: int
    kept: int

    objects = BordereauQuerySet.as_manager()

    class Meta:
        verbose_name = "bordereau d’élimination"
        verbose_name_plural = "bordereaux d’élimination"
        ordering = ["-proposed_at", "-pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def reason(self) -> str:
        years = counted(self.retention_years, "an")
        return f"Durée d’utilité administrative échue\u00a0: {years} après le dernier acte."

    @property
    def may_change(self) -> bool:
        """Whether its lines may still be kept back."""
        return self.state in (self.State.PROPOSED, self.State.VISAED)

    @property
    def is_begun(self) -> bool:
        """Whether some of its files may be gone."""
        return self.state in (self.State.ORDERED, self.State.DESTROYED)

    def leaving(self) -> models.QuerySet[BordereauLine]:
        """The lines of the files that are to be destroyed, or were."""
        return self.lines.filter(kept_reason="")


class BordereauLine(models.Model):
    """One file of a bordereau, by its number: it names nobody, and stays as the proof.

    Who still holds a receipt can be answered what became of the file. ``kept_reason`` says why the
    file is kept (a sample for the archives): it is then in no other bordereau.
    """

    bordereau = models.ForeignKey(Bordereau, models.CASCADE, related_name="lines")
    dossier = models.OneToOneField(
        Dossier, models.SET_NULL, null=True, blank=True, related_name="bordereau_line"
    )
    number = models.CharField("numéro", max_length=30)
    deposited_on = models.DateField("déposé le")
    attachments = models.PositiveIntegerField("pièces", default=0)
    size = models.PositiveBigIntegerField("volume des pièces (octets)", default=0)
    kept_reason = models.CharField("gardé parce que", max_length=300, blank=True)
    destroyed_at = models.DateTimeField("détruit le", null=True, blank=True)

    objects = BordereauLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de bordereau"
        verbose_name_plural = "lignes de bordereau"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number
