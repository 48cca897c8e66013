"""What places try together: the question, what came out, how to do it again; who wants to join."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet
from wagtail.search import index

from core.models import IncomingQuerySet, StatefulMixin
from core.pages.crumbs import crumbs_of
from core.pages.routing import DirectRouting, ImportedAttribute
from core.text.french import date_span
from core.validators import validate_paragraphs
from directory.models import PlacePage

from .kit import EquipmentKit, NewUse
from .pages import RICH


class ExperimentQuerySet(PageQuerySet):
    def calling(self, today: date | None = None) -> ExperimentQuerySet:
        """Those that are published and look for places, the first to close first."""
        found = self.live().public().filter(calls_until__gte=today or timezone.localdate())
        return found.order_by("calls_until", "pk")

    def below(self, page: Page) -> ExperimentQuerySet:
        """Those that visitors read under *page*, the last one first."""
        return self.child_of(page).live().public().order_by("-first_day", "-pk")


class ExperimentsPage(DirectRouting, Page):
    """« /reseau/experimentations/ »: all of them, by what becomes of each."""

    lead = models.CharField("introduction", max_length=300, blank=True)

    template = "equipment/experiments_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "editorial.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["equipment.ExperimentPage"]
    content_panels = ImportedAttribute("normandie.equipment.admin.panels.experiments_panels")
    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("lead", boost=2)]

    class Meta:
        verbose_name = "page des expérimentations"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = list(ExperimentPage.objects.below(self))
        groups = [
            {"title": label, "experiments": [each for each in found if each.stage == stage]}
            for stage, label in ExperimentPage.Stage.choices
        ]
        return super().get_context(request, *args, **kwargs) | {
            "crumbs": crumbs_of(self, request),
            "groups": [group for group in groups if group["experiments"]],
        }


def rich(label: str, help_text: str = "") -> RichTextField:
    return RichTextField(
        label, features=RICH, blank=True, validators=[validate_paragraphs], help_text=help_text
    )


class ExperimentPage(DirectRouting, Page):
    """One experiment: its stage is that of its dates, never written."""

    class Stage(models.TextChoices):
        CALLING = "appel", "Recherche de lieux"
        COMING = "a-venir", "À venir"
        RUNNING = "en-cours", "En cours"
        OVER = "terminee", "Terminées"

    question = models.CharField("la question posée", max_length=300)
    theme = models.CharField("thème", max_length=30, choices=NewUse.choices)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour")
    method = rich("comment on s’y prend")
    outcome = rich("ce qui en est sorti", "Ce qui a marché ou non, avec la source des chiffres.")
    again = rich("pour le refaire", "Étapes, durée, nombre de personnes, conseils.")
    kit = models.ForeignKey(
        EquipmentKit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="experiments",
        verbose_name="avec quel matériel",
    )
    notice_document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pour le refaire (document)",
    )
    calls_until = models.DateField(
        "cherche des lieux jusqu’au",
        null=True,
        blank=True,
        help_text="Les gérants peuvent proposer leur lieu jusqu’à ce jour, compris.",
    )
    wanted = models.TextField("lieux recherchés", max_length=600, blank=True)
    to_validate = models.BooleanField("exemple à valider par la Région", default=False)

    objects = PageManager.from_queryset(ExperimentQuerySet)()
    template = "equipment/experiment_page.html"
    parent_page_types: ClassVar[list[str]] = ["equipment.ExperimentsPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = ImportedAttribute("normandie.equipment.admin.panels.experiment_panels")
    search_fields: ClassVar[list] = [
        *Page.search_fields,
        *(index.SearchField(name) for name in ("question", "method", "outcome", "again")),
    ]

    class Meta:
        verbose_name = "expérimentation"
        verbose_name_plural = "expérimentations"

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": "Ce jour est avant le premier."})
        if self.calls_until and self.last_day and self.calls_until > self.last_day:
            raise ValidationError(
                {"calls_until": "Ce jour est après le dernier de l’expérimentation."}
            )

    @property
    def is_calling(self) -> bool:
        return self.calls_until is not None and self.calls_until >= timezone.localdate()

    @property
    def stage(self) -> str:
        today = timezone.localdate()
        if self.last_day < today:
            return self.Stage.OVER
        if self.is_calling:
            return self.Stage.CALLING
        return self.Stage.COMING if self.first_day > today else self.Stage.RUNNING

    @property
    def span(self) -> str:
        return date_span(self.first_day, self.last_day)

    def visible_places(self) -> list[PlacePage]:
        """Its places, in their order, but those whose sheet is not for every visitor."""
        keys = [each.place_id for each in self.places.all()]
        found = PlacePage.objects.published().in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "crumbs": crumbs_of(self, request),
            "places": self.visible_places(),
        }


class ExperimentPlace(Orderable):
    """A place where it was tried, or will be."""

    page = ParentalKey(ExperimentPage, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="+", verbose_name="lieu"
    )

    def __str__(self) -> str:
        return str(self.place)


class ParticipationQuerySet(IncomingQuerySet):
    def of(self, places: Any) -> ParticipationQuerySet:
        return self.filter(place__in=places).select_related("experiment", "place")

    def with_names(self) -> ParticipationQuerySet:
        return self.select_related("experiment", "place", "offered_by")


class Participation(StatefulMixin):
    """« Mon lieu veut participer »: a place offers itself, once, and the team chooses."""

    class State(models.TextChoices):
        OFFERED = "propose", "Proposé"
        CHOSEN = "retenu", "Retenu"
        DECLINED = "ecarte", "Non retenu"

    WAITING = frozenset({State.OFFERED})

    experiment = models.ForeignKey(
        ExperimentPage,
        models.CASCADE,
        related_name="participations",
        verbose_name="expérimentation",
    )
    place = models.ForeignKey(
        "directory.PlacePage", models.CASCADE, related_name="participations", verbose_name="lieu"
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="proposé par",
    )
    received_at = models.DateTimeField("proposé le", default=timezone.now, editable=False)
    message = models.TextField("message", max_length=1000, blank=True)
    state = models.CharField(
        "état", max_length=30, choices=State.choices, default=State.OFFERED, editable=False
    )
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "participation à une expérimentation"
        verbose_name_plural = "participations aux expérimentations"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["experiment", "place"], name="place_offered_once_for_an_experiment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} – {self.experiment}"
