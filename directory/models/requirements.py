"""What a label asks of a place: the cahier des charges, version after version."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from core.models import StatefulMixin

from .label import Label, is_within


class Family(models.TextChoices):
    """What a criterion is about; labels of other regions sort theirs so too."""

    SERVICES = "services", "Activités et services"
    MATERIAL = "materiel", "Conditions matérielles"
    TECHNICAL = "technique", "Conditions techniques"
    RUNNING = "fonctionnement", "Fonctionnement et animation"
    TAKING_PART = "participation", "Participation et développement"


class LabelRequirementsQuerySet(models.QuerySet["LabelRequirements"]):
    def published(self) -> LabelRequirementsQuerySet:
        """Versions that anyone may read."""
        return self.filter(state=LabelRequirements.State.PUBLISHED)

    def in_force(self, on: date | None = None) -> LabelRequirementsQuerySet:
        """Published versions that apply on the day *on* (today by default): one for each label."""
        day = on or timezone.localdate()
        ends_later = Q(in_force_until__isnull=True) | Q(in_force_until__gte=day)
        return self.published().filter(ends_later, in_force_from__lte=day)

    def of_label(self, slug: str) -> LabelRequirementsQuerySet:
        """Published versions of the label *slug*, the last one first."""
        return self.published().filter(label__slug=slug).select_related("label").newest_first()

    def with_number_of_criteria(self) -> LabelRequirementsQuerySet:
        return self.annotate(number_of_criteria=models.Count("criteria"))

    def newest_first(self) -> LabelRequirementsQuerySet:
        """Versions label by label, the last one first."""
        return self.order_by("label__name", "-number")


class LabelRequirements(StatefulMixin, ClusterableModel):  # type: ignore[django-manager-missing]
    """One version of the cahier des charges of a label.

    Once published it is what places have committed to: it changes no more, and another version
    takes its place (``directory.label_workflow``). A criterion keeps its code from one version to
    the next: what is said of it is said of « label, code ».
    """

    class State(models.TextChoices):
        DRAFT = "projet", "En préparation"
        PUBLISHED = "publie", "Publié"

    label = models.ForeignKey(
        Label, models.PROTECT, related_name="requirements", verbose_name="label"
    )
    number = models.PositiveSmallIntegerField("numéro de version", editable=False)
    in_force_from = models.DateField("en vigueur à partir du")
    in_force_until = models.DateField("en vigueur jusqu’au", null=True, blank=True, editable=False)
    is_example = models.BooleanField(
        "exemple à valider",
        default=False,
        help_text="Cochez si la Région n’a pas validé ces critères\u00a0: le public en est averti.",
    )
    source = models.CharField(
        "source",
        max_length=200,
        blank=True,
        help_text="D’où vient ce texte\u00a0: la délibération, le document, sa date.",
    )
    changes = models.TextField(
        "ce qui change",
        max_length=2000,
        blank=True,
        help_text="Par rapport à la version d’avant, en quelques phrases. Montré au public.",
    )
    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )

    objects = LabelRequirementsQuerySet.as_manager()

    class Meta:
        verbose_name = "cahier des charges"
        verbose_name_plural = "cahiers des charges"
        ordering = ["label__name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["label", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.label}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.number is None:
            last = self.label.requirements.aggregate(last=models.Max("number"))["last"]
            self.number = (last or 0) + 1
        super().save(*args, **kwargs)

    def is_in_force(self, on: date | None = None) -> bool:
        """Whether it applies on the day *on* (today by default), as ``in_force`` chooses."""
        day = on or timezone.localdate()
        return self.is_frozen and is_within(day, self.in_force_from, self.in_force_until)

    @property
    def is_frozen(self) -> bool:
        """Whether it has been published, and changes no more."""
        return self.state == self.State.PUBLISHED

    def by_family(self) -> list[tuple[str, list[LabelCriterion]]]:
        """Return the criteria under the name of their family; families without any are left out."""
        criteria = list(self.criteria.all())
        families = (
            (str(family.label), [each for each in criteria if each.family == family])
            for family in Family
        )
        return [(name, held) for name, held in families if held]

    def clean(self) -> None:
        if self.is_frozen:
            raise ValidationError("Cette version est publiée\u00a0: préparez la suivante.")


class LabelCriterion(Orderable):
    """Something that a label asks of a place, or advises."""

    requirements = ParentalKey(LabelRequirements, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(
        "code",
        max_length=40,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
                "Des lettres minuscules sans accent et des chiffres, séparés par des tirets.",
            )
        ],
        help_text="Court, et le même d’une version à l’autre, comme «\u00a0horaires\u00a0».",
    )
    family = models.CharField("famille", max_length=15, choices=Family.choices)
    wording = models.TextField("critère", max_length=1000, help_text="Tel que le texte le dit.")
    plain_wording = models.TextField(
        "en mots simples", max_length=1000, blank=True, help_text="Ce que cela veut dire."
    )
    proof = models.TextField(
        "ce qui le prouve", max_length=1000, blank=True, help_text="Document, photo, visite…"
    )
    required = models.BooleanField(
        "exigé", default=True, help_text="Décoché\u00a0: conseillé seulement."
    )

    class Meta(Orderable.Meta):
        verbose_name = "critère"
        verbose_name_plural = "critères"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=["requirements", "code"],
                name="one_criterion_of_a_code",
                violation_error_message="Deux critères ont le même code.",
            )
        ]

    def __str__(self) -> str:
        return self.code
