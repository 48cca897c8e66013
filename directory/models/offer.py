"""What belongs to one place: its coworking prices, its rooms, its photos, its tags."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.models import Orderable

from core.text.formats import euros


class PlaceTag(TagBase):
    """A free keyword of a place."""

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"


class TaggedPlace(ItemBase):
    tag = models.ForeignKey(PlaceTag, models.CASCADE, related_name="tagged_places")
    content_object = ParentalKey(
        "directory.PlacePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class Formula(Orderable):
    """A way to use a Tiers-Lieu and its price, in euros with tax."""

    class Desk(models.TextChoices):
        FLEX = "nomade", "Poste nomade"
        FIXED = "fixe", "Poste fixe"
        OFFICE = "bureau", "Bureau fermé"
        MACHINE = "machine", "Machine ou atelier"

    class Period(models.TextChoices):
        HOUR = "heure", "l’heure"
        HALF_DAY = "demi-journee", "la demi-journée"
        DAY = "jour", "la journée"
        PACK = "carnet", "le carnet de 10 jours"
        MONTH = "mois", "le mois"
        YEAR = "an", "l’année"

    place = ParentalKey("directory.PlacePage", on_delete=models.CASCADE, related_name="formulas")
    desk = models.CharField("poste", max_length=10, choices=Desk.choices)
    period = models.CharField("durée", max_length=12, choices=Period.choices)
    price = models.DecimalField(
        "prix TTC en euros",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="0 si c’est gratuit ; laissez vide pour « sur devis ».",
    )
    note = models.CharField("précision", max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "formule"

    def __str__(self) -> str:
        return f"{self.get_desk_display()}, {self.get_period_display()}"

    @property
    def is_day_at_a_desk(self) -> bool:
        """Whether it compares with the day prices of other places."""
        return (
            self.desk in (self.Desk.FLEX, self.Desk.FIXED)
            and self.period == self.Period.DAY
            and self.price is not None
        )


def _room_price(label: str) -> Any:
    return models.DecimalField(label, max_digits=8, decimal_places=2, null=True, blank=True)


class Room(Orderable):
    """A room to book in a place, and what it costs, in euros with tax."""

    PRICES = {
        "hour_price": Formula.Period.HOUR,
        "half_day_price": Formula.Period.HALF_DAY,
        "day_price": Formula.Period.DAY,
    }

    place = ParentalKey("directory.PlacePage", on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField("nom", max_length=80)
    capacity = models.PositiveSmallIntegerField("nombre de personnes", null=True, blank=True)
    equipment = models.CharField("équipement", max_length=160, blank=True)
    hour_price = _room_price("prix de l’heure")
    half_day_price = _room_price("prix de la demi-journée")
    day_price = _room_price("prix de la journée")
    price_note = models.CharField(
        "précision sur le prix",
        max_length=120,
        blank=True,
        help_text="Par exemple «\u00a0sur devis\u00a0» ou «\u00a0café compris\u00a0».",
    )

    class Meta(Orderable.Meta):
        verbose_name = "salle"

    def __str__(self) -> str:
        return self.name

    @property
    def said_prices(self) -> list[str]:
        """What it costs, in words: « 25 € l’heure », « café compris »; empty where nobody says."""
        prices = [(getattr(self, name), period.label) for name, period in self.PRICES.items()]
        said = [
            f"{euros(price)} {period}" if price else f"gratuit à {period}"
            for price, period in prices
            if price is not None
        ]
        return [*said, self.price_note] if self.price_note else said


class PlacePhoto(Orderable):
    """A photo of a place; the first one stands for it in lists."""

    place = ParentalKey("directory.PlacePage", on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        "wagtailimages.Image", models.CASCADE, related_name="+", verbose_name="image"
    )
    alt_text = models.CharField(
        "texte de remplacement", max_length=200, help_text="Ce que montre la photo, en une phrase."
    )
    credit = models.CharField("crédit", max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "photo"

    def __str__(self) -> str:
        return self.alt_text
