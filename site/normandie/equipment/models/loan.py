"""A loan of a kit to a place, from the request to the return; and the days that it holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from core.models import IncomingQuerySet, StatefulMixin
from core.numbering import next_number
from core.text.french import date_span

from .kit import EquipmentKit

SERIES = "PRET"  # « PRET-2026-0012 »
EVE = timedelta(days=1)


class LoanQuerySet(IncomingQuerySet):
    def at_borrowers(self) -> LoanQuerySet:
        return self.filter(state__in=Loan.OUT)

    def late(self, today: date | None = None) -> LoanQuerySet:
        """Those whose last day is over, and that are not back."""
        return self.at_borrowers().filter(last_day__lt=today or timezone.localdate())

    def never_left(self, today: date | None = None) -> LoanQuerySet:
        """Those whose days are over before the kit left."""
        waiting = {Loan.State.ASKED, Loan.State.APPROVED}
        return self.filter(state__in=waiting, last_day__lt=today or timezone.localdate())

    def to_come(self) -> LoanQuerySet:
        return self.filter(state__in=Loan.BEFORE)

    def standing(self) -> LoanQuerySet:
        """Those that are neither over nor refused, the first to begin first."""
        return self.filter(state__in=Loan.STANDING).order_by("first_day", "pk")

    def over(self) -> LoanQuerySet:
        return self.exclude(state__in=Loan.STANDING)

    def borrowed_by(self, places: Any) -> LoanQuerySet:
        return self.filter(place__in=places)

    def concerning(self, places: Any) -> LoanQuerySet:
        """Those of *places*, and those whose kit they have to hand over."""
        hands_over = Q(state__in=Loan.BEFORE - {Loan.State.ASKED}, kit__place__in=places)
        return self.filter(Q(place__in=places) | hands_over)

    def with_names(self) -> LoanQuerySet:
        return self.select_related("kit__place", "kit__home", "place", "asked_by")


class Loan(StatefulMixin):
    """Who asked, for which place and which days, and in what condition the kit left and came back.

    The days are those of ``LoanDay``: the kit is lent to nobody else on any of them.
    """

    class State(models.TextChoices):
        ASKED = "demande", "Demandé"
        APPROVED = "accorde", "Accordé"
        HANDED = "remis", "Remis, réception à confirmer"
        OUT = "prete", "Chez l’emprunteur"
        RETURNED = "rendu", "Rendu"
        REFUSED = "refuse", "Refusé"
        CANCELLED = "annule", "Annulé"

    class Condition(models.TextChoices):
        GOOD = "bon", "Complet, en bon état"
        INCOMPLETE = "incomplet", "Il manque quelque chose"
        DAMAGED = "abime", "Abîmé, mais il fonctionne"
        BROKEN = "panne", "En panne"

    WAITING = frozenset({State.ASKED})
    OUT = frozenset({State.HANDED, State.OUT})
    BEFORE = frozenset({State.ASKED, State.APPROVED, State.HANDED})
    STANDING = BEFORE | OUT

    number = models.CharField("numéro", max_length=20, unique=True, editable=False)
    kit = models.ForeignKey(
        EquipmentKit, models.PROTECT, related_name="loans", verbose_name="matériel"
    )
    place = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="equipment_loans", verbose_name="lieu"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="demandé par",
    )
    received_at = models.DateTimeField("demandé le", default=timezone.now, editable=False)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour")
    workshop = models.CharField("atelier prévu", max_length=200)
    remark = models.TextField("remarque", max_length=1000, blank=True)
    departure_condition = models.CharField(
        "état au départ", max_length=20, choices=Condition.choices, blank=True
    )
    departure_remark = models.TextField("remarque au départ", max_length=1000, blank=True)
    return_condition = models.CharField(
        "état au retour", max_length=20, choices=Condition.choices, blank=True
    )
    return_remark = models.TextField("remarque au retour", max_length=1000, blank=True)
    left_from = models.CharField("remis par", max_length=255, blank=True, editable=False)
    ended_at = models.DateTimeField("fin du prêt", null=True, editable=False)
    state = models.CharField(
        "état", max_length=30, choices=State.choices, default=State.ASKED, editable=False
    )
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = "prêt de matériel"
        verbose_name_plural = "prêts de matériel"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")), name="loan_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.number:
            self.number = next_number(SERIES, timezone.localtime(self.received_at).year)
        super().save(*args, **kwargs)

    @property
    def span(self) -> str:
        """Its days: « du 3 au 9 décembre 2026 »."""
        return date_span(self.first_day, self.last_day)

    @property
    def is_late(self) -> bool:
        return self.state in self.OUT and self.last_day < timezone.localdate()

    @property
    def badge(self) -> dict[str, str]:
        if self.is_late:
            return {"kind": "cancelled", "label": "En retard"}
        kinds = {self.State.ASKED: "postponed", self.State.REFUSED: "cancelled"}
        kind = kinds.get(
            self.State(self.state), "open" if self.state in self.STANDING else "closed"
        )
        return {"kind": kind, "label": self.get_state_display()}

    def leaves_later(self, today: date | None = None) -> bool:
        """Whether the eve of its first day, the soonest that the kit may leave, is to come."""
        return (today or timezone.localdate()) < self.first_day - EVE

    def all_days(self) -> list[date]:
        length = (self.last_day - self.first_day).days + 1
        return [self.first_day + timedelta(days=number) for number in range(length)]


class LoanDayQuerySet(models.QuerySet["LoanDay"]):
    def from_day(self, kit: EquipmentKit, day: date) -> LoanDayQuerySet:
        """Those of *kit* from *day* on, in their order, with who has them."""
        return self.filter(kit=kit, day__gte=day).select_related("loan__place").order_by("day")


class LoanDay(models.Model):
    """A day on which a kit is promised: there is one row for it, so never two loans.

    Held from the request on, and given back by whatever ends it early.
    """

    kit = models.ForeignKey(EquipmentKit, models.CASCADE, related_name="days")
    loan = models.ForeignKey(Loan, models.CASCADE, related_name="days")
    day = models.DateField("jour")

    objects = LoanDayQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["kit", "day"], name="kit_lent_once_a_day")]

    def __str__(self) -> str:
        return f"{self.kit_id} {self.day}"
