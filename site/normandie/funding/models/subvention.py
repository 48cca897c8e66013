"""A subvention that was granted, as the law has it published: decree 2017-779 of 5 May 2017."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from normandie.funding.querysets import SubventionQuerySet


class Subvention(models.Model):
    """One beneficiary of one agreement, in the columns of the national schema (``funding.scdl``).

    Never of a natural person. ``scheme`` is that of the site whose name is ``scheme_name``.
    """

    granter = models.CharField("attribuant", max_length=255)
    granter_siret = models.CharField("SIRET de l’attribuant", max_length=14)
    signed_on = models.DateField("date de la convention", db_index=True)
    decision = models.CharField("référence de la décision", max_length=100, blank=True)
    beneficiary = models.CharField("bénéficiaire", max_length=255)
    siret = models.CharField("SIRET du bénéficiaire", max_length=14, blank=True)
    rna = models.CharField("numéro RNA", max_length=10, blank=True)
    purpose = models.CharField("objet", max_length=256)
    amount = models.DecimalField(
        "montant (€)", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    nature = models.CharField("nature", max_length=40)
    conditions = models.CharField("conditions de versement", max_length=256)
    paid_on = models.CharField("date ou période de versement", max_length=21)
    rae = models.CharField("identifiant RAE", max_length=5, blank=True)
    is_notified = models.BooleanField("aide notifiée à la Commission européenne")
    share = models.DecimalField("part du bénéficiaire", max_digits=5, decimal_places=4)
    scheme_name = models.CharField("dispositif", max_length=255, blank=True)
    scheme = models.ForeignKey(
        "funding.FundingSchemePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="subventions",
        verbose_name="aide",
    )
    published_on = models.DateField("publiée ici le", default=timezone.localdate, editable=False)
    is_example = models.BooleanField("exemple de démonstration", default=False, editable=False)

    wagtail_reference_index_ignore = True  # thousands of rows that no editor wrote

    objects = SubventionQuerySet.as_manager()

    class Meta:
        verbose_name = "subvention publiée"
        verbose_name_plural = "subventions publiées"
        ordering = ("-signed_on", "beneficiary", "pk")

    def __str__(self) -> str:
        return f"{self.beneficiary}, {self.signed_on}"

    @property
    def part(self) -> Decimal:
        """What this beneficiary has of ``amount``, which the agreement shares out, in euros."""
        return (self.amount * self.share).quantize(Decimal("0.01"))
