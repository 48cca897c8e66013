"""A kit that the network pools: what it holds, what for, and where it is today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef

from core.models import StatefulMixin
from core.pictures.responsive import Picture, picture

WITH_THE_TEAM = "l’équipe de la Région"


class NewUse(models.TextChoices):
    """The new uses that the Région names, as its own page on the network does."""

    TERRITORY = "territoire", "Attractivité et résilience des territoires"
    INCLUSION = "inclusion", "Inclusion numérique et accès aux droits"
    SOBRIETY = "sobriete", "Sobriété numérique"
    SECURITY = "securite", "Lutte contre la cybermalveillance"
    FACTS = "information", "Contrôle de la véracité de l’information"
    CODING = "codage", "Apprentissage du codage"
    AI = "ia", "Découverte de l’intelligence artificielle"
    AUGMENTED = "realite-augmentee", "Réalité augmentée"
    DRONES = "drones", "Drones"
    OTHER = "autre", "Autre usage"


class KitQuerySet(models.QuerySet["EquipmentKit"]):
    def in_the_network(self) -> KitQuerySet:
        """Those that are lent or will be again, by their names."""
        return self.exclude(state=EquipmentKit.State.RETIRED).order_by("name", "pk")

    def with_photos(self) -> KitQuerySet:
        return self.select_related("photo").prefetch_related("photo__renditions")

    def with_situation(self) -> KitQuerySet:
        """Each with whether it is at a borrower's now, and the place where it is."""
        from .loan import Loan

        out = Loan.objects.at_borrowers().filter(kit=OuterRef("pk"))
        return self.annotate(lent_now=Exists(out)).select_related("place", "home")


class EquipmentKit(StatefulMixin):  # type: ignore[django-manager-missing]
    """A kit is one thing: it is in one place, and lent whole.

    Whether it is lent is never written: its loans say so.
    """

    class State(models.TextChoices):
        IN_SERVICE = "service", "En service"
        BROKEN = "panne", "En panne"
        RETIRED = "retire", "Retiré du prêt"

    name = models.CharField("nom", max_length=120)
    contents = models.TextField(
        "ce qu’il contient",
        max_length=3000,
        help_text="Une chose par ligne, avec son nombre\u00a0: la fiche de prêt reprend cette "
        "liste, que l’on vérifie au départ et au retour.",
    )
    workshops = models.TextField("pour quels ateliers", max_length=1000, blank=True)
    theme = models.CharField("thème", max_length=30, choices=NewUse.choices, blank=True)
    notice = models.TextField(
        "mode d’emploi",
        max_length=5000,
        blank=True,
        help_text="Ce qu’il faut savoir avant de s’en servir, ou joignez un document.",
    )
    notice_document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="mode d’emploi (document)",
    )
    value = models.DecimalField(
        "valeur à assurer (€)",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Écrite sur la fiche de prêt. Vide\u00a0: la fiche dit qu’elle n’est pas connue.",
    )
    photo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="photo",
    )
    photo_alt = models.CharField(
        "ce que montre la photo",
        max_length=200,
        blank=True,
        help_text="Lu à voix haute à qui ne voit pas la photo.",
    )
    home = models.ForeignKey(
        "directory.PlacePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lieu de rangement",
        help_text="Où il revient entre deux prêts. Vide\u00a0: à l’équipe de la Région.",
    )
    place = models.ForeignKey(
        "directory.PlacePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="où il est aujourd’hui",
        help_text="Le lieu qui l’a entre les mains, et qui le remet au suivant. Vide\u00a0: "
        "l’équipe de la Région.",
    )
    longest_days = models.PositiveSmallIntegerField(
        "durée d’un prêt (jours au plus)",
        default=31,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    to_validate = models.BooleanField(
        "exemple à valider par la Région",
        default=False,
        help_text="Les pages le disent à côté du nom.",
    )
    state = models.CharField(
        "état", max_length=30, choices=State.choices, default=State.IN_SERVICE, editable=False
    )

    objects = KitQuerySet.as_manager()

    class Meta:
        verbose_name = "kit de matériel"
        verbose_name_plural = "kits de matériel"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.photo_id and not self.photo_alt.strip():
            raise ValidationError({"photo_alt": "Dites ce que montre la photo."})

    @property
    def lines(self) -> list[str]:
        """What it holds, thing by thing."""
        return [line.strip() for line in self.contents.splitlines() if line.strip()]

    @property
    def may_be_asked_for(self) -> bool:
        return self.state == self.State.IN_SERVICE

    @property
    def keeper(self) -> str:
        """Who has it in their hands today."""
        return self.place.title if self.place else WITH_THE_TEAM

    @property
    def picture(self) -> Picture | None:
        return picture(self.photo, self.photo_alt)

    @property
    def situation(self) -> dict[str, str]:
        """How it is today, as a badge says it; ``with_situation`` spares a query."""
        if self.state != self.State.IN_SERVICE:
            return {"kind": "cancelled", "label": self.get_state_display()}
        if self._is_lent():
            return {"kind": "postponed", "label": "Prêté"}
        return {"kind": "open", "label": "Disponible"}

    def _is_lent(self) -> bool:
        known: Any = getattr(self, "lent_now", None)
        return bool(self.loans.at_borrowers().exists() if known is None else known)

    def taken_days(self, first: date, last: date) -> list[date]:
        """Return the days between two, both included, that a loan holds already."""
        held = self.days.filter(day__range=(first, last)).order_by("day")
        return list(held.values_list("day", flat=True))
