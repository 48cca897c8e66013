"""A call: what is asked, of whom, between which minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Page, PageManager
from wagtail.search import index

from ami.definitions import FieldDefinition, FormDefinition
from ami.kinds import CallKind, Silence, get_kind, kind_choices
from ami.models.rich_text import rich_text
from ami.querysets import LONGEST_GRACE, CallQuerySet
from ami.readiness import Gap, opening_gaps, question_faults
from core.mail.fields import EmailAddressField
from core.pages.access import open_to_all
from core.pages.routing import DirectRouting, ImportedAttribute, RouteTableMixin
from core.pages.sitemap import with_routes
from core.validators import validate_phone

SILENCE_IN_WORDS = [
    ("", "Comme la sorte d’appel le dit"),
    (Silence.NONE.value, "Sans effet\u00a0: aucune décision n’est demandée"),
    (Silence.ACCEPTS.value, "Le silence vaut acceptation"),
    (Silence.REJECTS.value, "Le silence vaut rejet"),
]
CLOSING_SOON = timedelta(days=7)


class Phase(StrEnum):
    """Where a call stands, at a moment."""

    TO_COME = "a-venir"
    OPEN = "ouvert"
    CLOSING = "ferme-bientot"
    CLOSED = "ferme"
    RESULTS = "resultats"


class CallsPage(RouteTableMixin, DirectRouting, Page):
    """« /appels/ »: the calls, open, to come and closed."""

    takes_children_along = True
    intro = models.CharField("introduction", max_length=280, blank=True)
    explanation = rich_text("comment marche un appel", blank=True)

    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("intro", boost=1.5),
        index.SearchField("explanation"),
    ]
    route_table = "ami.routes.CALLS_PAGE"
    template = "ami/calls_page.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["ami.CallPage"]
    content_panels = ImportedAttribute("ami.admin.panels.calls_page_panels")

    class Meta:
        verbose_name = "appels"

    @classmethod
    def open_to_all(cls) -> CallsPage | None:
        """Return the page of the calls where any visitor may read it."""
        page: CallsPage | None = open_to_all(cls.objects.all()).first()
        return page


class CallPage(RouteTableMixin, DirectRouting, Page):
    """« /appels/<call>/ »: a call, and the form that answers it.

    It takes files from ``opens_at`` to just before ``closes_at``, to the minute in local time. A
    draft begun before the closing may still be deposited for ``grace`` minutes, and is marked so.
    """

    kind = models.CharField("sorte d’appel", max_length=30, choices=kind_choices, default="ami")
    requirements = models.ForeignKey(
        "directory.LabelRequirements",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name="cahier des charges",
        help_text="D’une demande de label\u00a0: ses critères sont les questions posées. Un "
        "dossier déjà commencé garde les siens.",
    )
    summary = models.CharField("en deux phrases", max_length=400)
    presentation = rich_text("présentation", blank=True)
    objectives = rich_text("objectifs", blank=True)
    eligibility = rich_text("qui peut répondre", blank=True)
    opens_at = models.DateTimeField("ouverture", null=True, blank=True)
    closes_at = models.DateTimeField("clôture", null=True, blank=True)
    grace = models.PositiveSmallIntegerField(
        "délai de grâce (minutes)",
        default=60,
        validators=[MaxValueValidator(LONGEST_GRACE // timedelta(minutes=1))],
        help_text="Après la clôture, pour les brouillons commencés avant. La page le dit.",
    )
    results_at = models.DateTimeField("annonce des réponses", null=True, blank=True)
    results = rich_text(
        "bilan",
        blank=True,
        help_text="Paraît une fois les réponses annoncées\u00a0: nombre de projets et de "
        "structures, suites données. Aucun nom sans l’accord de la personne.",
    )
    minutes_needed = models.PositiveSmallIntegerField("temps pour répondre (minutes)", default=15)
    service_name = models.CharField("service chargé du dossier", max_length=200, blank=True)
    service_address = models.TextField("adresse postale du service", max_length=300, blank=True)
    service_email = EmailAddressField("courriel du service", blank=True)
    service_phone = models.CharField(
        "téléphone du service", max_length=30, blank=True, validators=[validate_phone]
    )
    silence = models.CharField(
        "silence de l’administration",
        max_length=20,
        choices=SILENCE_IN_WORDS,
        blank=True,
        help_text="À faire valider par le service juridique\u00a0: l’accusé de réception le dit.",
    )
    silence_months = models.PositiveSmallIntegerField(
        "au bout de (mois)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Vide\u00a0: le délai de la sorte d’appel.",
    )
    retention_years = models.PositiveSmallIntegerField(
        "durée d’utilité administrative (années)",
        default=5,
        help_text="Après le dernier acte d’un dossier. À faire valider par les archives "
        "départementales\u00a0: ensuite, les dossiers sont proposés à l’élimination.",
    )
    receipt_note = models.TextField(
        "ce que l’accusé précise", blank=True, help_text="Vide\u00a0: le texte de la sorte d’appel."
    )
    four_eyes = models.BooleanField(
        "une autre personne approuve",
        default=False,
        help_text="Règle des quatre yeux\u00a0: qui a préparé une réponse ne l’approuve pas et ne "
        "l’envoie pas seul. Un dossier hors périmètre s’oriente alors vers «\u00a0Un autre "
        "interlocuteur\u00a0». Vaut pour ce qui sera approuvé ensuite.",
    )
    form_version = models.PositiveIntegerField("version des questions", default=1, editable=False)
    is_example = models.BooleanField("exemple de démonstration", default=False, editable=False)

    objects = PageManager.from_queryset(CallQuerySet)()

    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("presentation"),
        index.SearchField("objectives"),
        index.SearchField("eligibility"),
        index.RelatedFields("faq", [index.SearchField("question"), index.SearchField("answer")]),
    ]
    route_table = "ami.routes.CALL_PAGE"
    template = "ami/call_page.html"
    parent_page_types: ClassVar[list[str]] = ["ami.CallsPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = ImportedAttribute("ami.admin.panels.call_edit_handler")
    # A call made from another one begins anew: no date, no result, its own versions.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "is_example",
        "opens_at",
        "closes_at",
        "results_at",
        "results",
        "form_version",
        "phases",
    ]
    # Whether ``clean`` asks all that an opening needs. None: wherever the page is online. The form
    # of staff says it, for it checks its questions itself, and lets drafts lack anything.
    must_be_ready: bool | None = None

    class Meta:
        verbose_name = "appel"
        verbose_name_plural = "appels"

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            errors["closes_at"] = "La clôture vient après l’ouverture."
        if self.closes_at and self.results_at and self.results_at < self.closes_at:
            errors["results_at"] = "Les réponses s’annoncent après la clôture."
        if self.live if self.must_be_ready is None else self.must_be_ready:
            gaps = opening_gaps(self)
            if self.must_be_ready is None:
                faults = question_faults(self.call_kind.form, self.questions.all())
                gaps += [Gap(NON_FIELD_ERRORS, f"{each}\u00a0: {gap.text}") for each, gap in faults]
            for gap in gaps:
                errors.setdefault(gap.field, gap.text)
        if errors:
            raise ValidationError(errors)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("", "Page de l’appel"), ("formulaire", "Formulaire (rien n’est gardé)")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        if mode_name != "formulaire":
            response: HttpResponseBase = super().serve_preview(request, mode_name)
            return response
        view: Callable[..., HttpResponseBase] = import_string("ami.views.call.form_preview")
        return view(request, self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        routes = {"questions/": self.may_be_answered(), "resultats/": self.has_public_results()}
        shown = [route for route, is_shown in routes.items() if is_shown]
        return with_routes(super().get_sitemap_urls(request), shown)

    @property
    def call_kind(self) -> CallKind:
        return get_kind(self.kind)

    def phase(self, moment: datetime | None = None) -> Phase:
        """Return where the call stands at *moment* (now)."""
        moment = moment or timezone.now()
        if self.opens_at is None or moment < self.opens_at:
            return Phase.TO_COME
        if self.closes_at is None or moment < self.closes_at:
            soon = self.closes_at is not None and moment >= self.closes_at - CLOSING_SOON
            return Phase.CLOSING if soon else Phase.OPEN
        if self.results_at and moment >= self.results_at:
            return Phase.RESULTS
        return Phase.CLOSED

    def studied_files(self) -> models.QuerySet[Any]:
        """The files that the service studies or has answered: not what carriers withdrew."""
        states = self.call_kind.states.items()
        counted = [value for value, state in states if state.is_open or state.shows_result]
        return self.dossiers.filter(state__in=counted)

    def has_public_results(self, moment: datetime | None = None) -> bool:
        """Whether anyone may read figures of the call at *moment* (now); it has some."""
        is_time = self.phase(moment) is Phase.RESULTS and not self.has_destroyed_files()
        return is_time and self.studied_files().exists()

    def has_destroyed_files(self) -> bool:
        """Whether files of the call were destroyed, or are being: counts would no longer be true.

        What the results were is then for ``results`` to say.
        """
        return any(each.is_begun for each in self.bordereaux.all())

    def is_open(self, moment: datetime | None = None) -> bool:
        """Whether a file may be begun, and deposited, at *moment* (now)."""
        return self.phase(moment) in (Phase.OPEN, Phase.CLOSING)

    def may_be_answered(self, moment: datetime | None = None) -> bool:
        """Whether somebody may still answer, at *moment* (now) or later: its questions matter."""
        moment = moment or timezone.now()
        return self.grace_ends_at is None or moment < self.grace_ends_at

    @property
    def grace_ends_at(self) -> datetime | None:
        return self.closes_at and self.closes_at + timedelta(minutes=self.grace)

    def form_definition(self) -> FormDefinition:
        """Return what the call asks now; a file that is begun keeps it as it is."""
        questions: dict[str, tuple[FieldDefinition, ...]] = {}
        for question in self.questions.all():
            asked = questions.get(question.step, ())
            questions[question.step] = (*asked, question.as_field())
        kind = self.call_kind
        form = (kind.form_of(self) if kind.form_of else kind.form).with_questions(questions)
        return FormDefinition(form.kind, self.form_version, form.steps)
