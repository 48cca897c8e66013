"""Labels of the network and the register of who holds them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from core.models import StatefulMixin
from core.numbering import next_number
from core.pages.access import open_to_all

D = TypeVar("D", date, str)


class Label(models.Model):
    """A label that the Région grants to places, such as « Tiers-Lieux Normandie »."""

    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("identifiant", unique=True, help_text="Employé dans les adresses.")
    description = models.TextField("description", blank=True)
    is_example = models.BooleanField(
        "exemple à valider",
        default=False,
        help_text="Cochez si ce label sert d’exemple : il est alors annoncé comme tel au public.",
    )

    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
        help_text="Donné aux lieux qui ont le label, dans leur espace. PNG ou WebP, au moins 1 000 "
        "pixels de large.",
    )
    logo_rule = models.TextField(
        "règle d’emploi du logo",
        blank=True,
        max_length=2000,
        help_text="Ce que les lieux peuvent en faire, et ce qu’ils ne doivent pas.",
    )

    class Meta:
        verbose_name = "label"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} (exemple à valider)" if self.is_example else self.name


RENEWAL_NOTICE = timedelta(days=92)  # staff are warned about three months before the end


class Standing(models.TextChoices):
    """Where an attribution stands on a day: its state, and what its dates make of it.

    Renewed: it has expired, and another follows it.
    """

    VALID = "valide", "Valide"
    EXPIRING = "expire-bientot", "Expire bientôt"
    EXPIRED = "expire", "Expiré"
    RENEWED = "renouvele", "Renouvelé"
    UPCOMING = "a-venir", "À venir"
    SUSPENDED = "suspendu", "Suspendu"
    WITHDRAWN = "retire", "Retiré"


def is_within(day: D, granted_on: D, expires_on: D | None) -> bool:
    """Whether a grant of these dates, both included, covers *day*; dates may be ISO texts.

    The same rule as ``LabelGrantQuerySet.within``, for what is already read.
    """
    return granted_on <= day and (expires_on is None or day <= expires_on)


class LabelGrantQuerySet(models.QuerySet["LabelGrant"]):
    def valid(self, on: date | None = None) -> LabelGrantQuerySet:
        """Grants that hold on the day *on* (today by default): the only ones shown to visitors."""
        return self.filter(state=LabelGrant.State.GRANTED).within(on or timezone.localdate())

    def held_at_the_end_of(self, year: int | None) -> LabelGrantQuerySet:
        """Grants that hold on the last day of *year*; none of no year."""
        return self.none() if year is None else self.valid(date(year, 12, 31))

    def within(self, day: date) -> LabelGrantQuerySet:
        """Grants whose dates cover *day*, whatever their state: as ``is_within``."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day), granted_on__lte=day)

    def standing(self, standing: Standing, on: date | None = None) -> LabelGrantQuerySet:
        """Grants that stand so on the day *on* (today by default): as ``LabelGrant.standing``."""
        day = on or timezone.localdate()
        if standing in (Standing.SUSPENDED, Standing.WITHDRAWN):
            return self.filter(state=standing.value)
        granted = self.filter(state=LabelGrant.State.GRANTED)
        if standing in (Standing.EXPIRED, Standing.RENEWED):
            ended = granted.filter(expires_on__lt=day)
            if standing == Standing.EXPIRED:
                return ended.not_renewed()
            return ended.filter(pk__in=self.model.objects.standing_renewals().values("renews"))
        if standing == Standing.UPCOMING:
            return granted.filter(granted_on__gt=day)
        ends_soon = Q(expires_on__lte=day + RENEWAL_NOTICE)
        if standing == Standing.EXPIRING:
            return self.valid(day).filter(ends_soon)
        return self.valid(day).exclude(ends_soon, expires_on__isnull=False)

    def standing_renewals(self) -> LabelGrantQuerySet:
        """Grants that follow another one, and were not withdrawn since."""
        return self.exclude(renews=None).exclude(state=LabelGrant.State.WITHDRAWN)

    def not_renewed(self) -> LabelGrantQuerySet:
        """Grants that no other one follows."""
        followed = LabelGrant.objects.standing_renewals().order_by().values("renews")
        return self.exclude(pk__in=followed)

    def of_published_places(self) -> LabelGrantQuerySet:
        """Grants of places that any visitor may see, as ``PlaceQuerySet.published`` chooses."""
        return self.filter(place__live=True, place__view_restrictions__isnull=True)

    def of_place(self, slug: str) -> LabelGrantQuerySet:
        """Grants of the place *slug*."""
        return self.filter(place__slug=slug)

    def read_with_place(self) -> LabelGrantQuerySet:
        """Grants with all that says what they are, and where they stand."""
        return self.select_related(
            "label", "requirements", "renewal", "place__commune__departement"
        )

    def referenced(self, typed: str) -> LabelGrant | None:
        """Return the grant whose plaque says *typed*, in capitals or not."""
        number, _, code = typed.upper().replace(" ", "").rpartition("-")
        return self.read_with_place().filter(number=number, code=code).first()

    def to_renew(self, on: date | None = None) -> LabelGrantQuerySet:
        """Grants that have expired or soon will, with none of the same label to follow them."""
        day = on or timezone.localdate()
        later = LabelGrant.objects.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gt=day + RENEWAL_NOTICE),
            place=models.OuterRef("place"),
            label=models.OuterRef("label"),
            state=LabelGrant.State.GRANTED,
        )
        return self.filter(
            ~models.Exists(later),
            state=LabelGrant.State.GRANTED,
            expires_on__lte=day + RENEWAL_NOTICE,
        )


SERIES = "LAB"
# What is typed from a plaque: neither 0 nor O, neither 1 nor I. Ten of them cannot be guessed.
CODE_LETTERS, CODE_LENGTH = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10


def new_code() -> str:
    """Return what is on a plaque beside its number: who knows the numbers cannot make it up."""
    return get_random_string(CODE_LENGTH, CODE_LETTERS)


class LabelGrant(StatefulMixin):
    """The decision that gives a label to a place, from a day to another.

    What becomes of it is in ``directory.label_workflow``: nobody edits its state.
    """

    class State(models.TextChoices):
        GRANTED = "accorde", "Accordé"
        SUSPENDED = "suspendu", "Suspendu"
        WITHDRAWN = "retire", "Retiré"

    class Opinion(models.TextChoices):
        ASKED = "demande", "Demandé"
        FAVOURABLE = "favorable", "Favorable"
        RESERVED = "reserve", "Réservé"
        UNFAVOURABLE = "defavorable", "Défavorable"

    number = models.CharField("numéro", max_length=20, unique=True, editable=False)
    code = models.CharField(
        "code de la plaque", max_length=CODE_LENGTH, default=new_code, editable=False
    )
    place = models.ForeignKey(
        "directory.PlacePage", models.PROTECT, related_name="grants", verbose_name="lieu"
    )
    label = models.ForeignKey(Label, models.PROTECT, related_name="grants", verbose_name="label")
    requirements = models.ForeignKey(
        "directory.LabelRequirements",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name="cahier des charges",
        help_text="La version à laquelle le lieu s’est engagé.",
    )
    renews = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="renewal",
        verbose_name="renouvelle",
        help_text="L’attribution du même label qui précède, s’il y en a une.",
    )
    granted_on = models.DateField("accordé le")
    expires_on = models.DateField("valable jusqu’au", null=True, blank=True)
    decision = models.CharField(
        "décision",
        max_length=120,
        blank=True,
        help_text="Référence de la délibération de la commission permanente.",
    )
    decided_on = models.DateField("date de la décision", null=True, blank=True)
    committee_on = models.DateField("passage en comité le", null=True, blank=True)
    convention = models.CharField("référence de la convention", max_length=120, blank=True)
    convention_on = models.DateField("convention signée le", null=True, blank=True)
    opinion = models.CharField(
        "avis de l’Aract", max_length=12, choices=Opinion.choices, blank=True
    )
    opinion_on = models.DateField("avis demandé ou rendu le", null=True, blank=True)
    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.GRANTED, editable=False
    )

    objects = LabelGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "attribution de label"
        verbose_name_plural = "attributions de label"
        ordering = ["-granted_on", "label__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=models.F("granted_on")),
                name="grant_ends_after_it_begins",
                violation_error_message="La fin de validité précède la date d’attribution.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}\u00a0: {self.label} – {self.place}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the attribution its number, of the year in which the label was granted."""
        with transaction.atomic():
            if not self.number:
                self.number = next_number(SERIES, self.granted_on.year)
            super().save(*args, **kwargs)

    @property
    def reference(self) -> str:
        """What a plaque says, and what verifies it: the number, then the code."""
        return f"{self.number}-{self.code}"

    @property
    def is_renewed(self) -> bool:
        """Whether another follows it; no query where ``renewal`` was read with it."""
        renewal = getattr(self, "renewal", None)
        return renewal is not None and renewal.state != self.State.WITHDRAWN

    def following(self) -> LabelGrant:
        """Return, unsaved, the attribution that would follow it without a day between."""
        end = self.expires_on
        first_day = end + timedelta(days=1) if end else timezone.localdate()
        return LabelGrant(
            place=self.place,
            label=self.label,
            renews=None if hasattr(self, "renewal") else self,  # one alone may follow it
            requirements=self.label.requirements.in_force(first_day).first(),
            granted_on=first_day,
        )

    def standing(self, on: date | None = None) -> Standing:
        """Where the grant stands on the day *on* (today by default)."""
        day = on or timezone.localdate()
        if self.state != self.State.GRANTED:
            return Standing(self.state)
        if not is_within(day, self.granted_on, self.expires_on):
            if self.granted_on > day:
                return Standing.UPCOMING
            return Standing.RENEWED if self.is_renewed else Standing.EXPIRED
        if self.expires_on and self.expires_on <= day + RENEWAL_NOTICE:
            return Standing.EXPIRING
        return Standing.VALID

    def is_valid(self, on: date | None = None) -> bool:
        """Whether the grant holds on the day *on* (today by default), as ``valid()`` chooses."""
        return self.standing(on) in (Standing.VALID, Standing.EXPIRING)

    def clean(self) -> None:
        former = self.renews
        if former and (former.place_id, former.label_id) != (self.place_id, self.label_id):
            raise ValidationError(
                {"renews": "Cette attribution est celle d’un autre lieu, ou d’un autre label."}
            )
        if former and self.granted_on and former.granted_on >= self.granted_on:
            raise ValidationError({"renews": "Cette attribution ne précède pas celle-ci."})
        if self.requirements and self.requirements.label_id != self.label_id:
            raise ValidationError(
                {"requirements": "Ce cahier des charges est celui d’un autre label."}
            )
        if self.requirements and not self.requirements.is_frozen:
            raise ValidationError(
                {"requirements": "Cette version n’est pas publiée\u00a0: publiez-la d’abord."}
            )
        if self.state == self.State.GRANTED and self.overlapping().exists():
            raise ValidationError("Ce lieu a déjà ce label sur une partie de cette période.")

    def open_place(self) -> Any:
        """Return its place where any visitor may read the sheet; None where it has left."""
        return open_to_all(type(self.place)._default_manager.filter(pk=self.place_id)).first()

    def since(self, action: str) -> date | None:
        """Return the day on which *action* was last done; none where it never was."""
        moments = [each.at for each in self.history.all() if each.action == action]
        return timezone.localdate(max(moments)) if moments else None

    def overlapping(self) -> LabelGrantQuerySet:
        """Other attributions in force of the label to the place, on some of the same days."""
        others = LabelGrant.objects.filter(
            place_id=self.place_id, label_id=self.label_id, state=self.State.GRANTED
        ).exclude(pk=self.pk)
        if self.expires_on:
            others = others.filter(granted_on__lte=self.expires_on)
        if self.granted_on:
            others = others.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=self.granted_on))
        return others
