"""One table for every closed list: those of the national standard and our own."""

from typing import Any

from django.db import models

from core.text.words import slug_of


class Vocabulary(models.TextChoices):
    """The closed lists. The value is what the database holds; the label is for staff.

    The nine first are those of the national standard « lieux de médiation numérique » v1.0.2:
    the code of their terms is the exact string of the standard.
    """

    SERVICE = "service", "Services"
    AUDIENCE = "public", "Publics"
    CARE = "prise_en_charge", "Prises en charge spécifiques"
    FEE = "frais", "Frais"
    ACCESS = "acces", "Modalités d’accès"
    SUPPORT = "accompagnement", "Modalités d’accompagnement"
    MOBILITY = "itinerance", "Itinérance"
    PROGRAMME = "dispositif", "Dispositifs et programmes nationaux"
    TRAINING = "formation", "Formations et labels nationaux"
    TYPOLOGY = "typologie", "Typologies"
    KIND = "type", "Types de lieu"
    EQUIPMENT = "equipement", "Équipements"
    COWORKING = "coworking", "Offre de coworking"


class Kind(models.TextChoices):
    """Codes of the terms of ``Vocabulary.KIND``: what a visitor calls the place."""

    EPN = "epn", "Espace public numérique (EPN)"
    TIERS_LIEU = "tiers-lieu", "Tiers-lieu"
    POLE = "pole", "Pôle de proximité"
    HELP = "aide", "Autre lieu d’aide numérique"


class Term(models.Model):
    """An entry of a closed list.

    ``label`` is the official wording; ``plain_label`` says the same to who does not know the field.
    ``slug`` is what the addresses of the site carry, made from the code.
    """

    vocabulary = models.CharField("liste", max_length=20, choices=Vocabulary.choices)
    code = models.CharField("code", max_length=80)
    slug = models.CharField("adresse", max_length=80, editable=False)
    label = models.CharField("libellé", max_length=120)
    plain_label = models.CharField(
        "libellé courant", max_length=120, blank=True, help_text="En mots de tous les jours."
    )
    order = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "terme"
        ordering = ["vocabulary", "order", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code"],
                name="unique_term_code",
                violation_error_message="Ce code existe déjà dans cette liste.",
            )
        ]

    def __str__(self) -> str:
        return self.plain_label or self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slug_of(self.code)
        super().save(*args, **kwargs)
