"""« /aides/ » and a page for each scheme: what the Région says of it, and nothing else.

What it does not say stays empty: the page says so to visitors, ``missing_facts`` to staff.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from ami.models import CallPage
from core.mail.fields import EmailAddressField
from core.pages.access import open_address, open_to_all
from core.pages.routing import ImportedAttribute, RouteTableMixin, reserved_slugs
from core.pages.sitemap import with_routes
from core.validators import validate_phone
from normandie.editorial.models import EditorialPage
from normandie.funding.choices import Applicant, Mode, Period, Purpose, Stage
from normandie.funding.querysets import SchemeQuerySet


class FundingIndexPage(RouteTableMixin, EditorialPage):
    """« /aides/ »: which scheme for whom, then what editors say of all of them."""

    contact_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page qui dit qui joindre",
    )

    site_map_routes: ClassVar[dict[str, str]] = {"subventions/": "Les subventions accordées"}
    template = "funding/index.html"
    route_table = "normandie.funding.routes.INDEX_PAGE"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["funding.FundingSchemePage"]
    content_panels: ClassVar[list] = [*EditorialPage.content_panels, FieldPanel("contact_page")]

    class Meta:
        verbose_name = "aides"

    def contact_url(self, request: HttpRequest) -> str:
        """Return where visitors read whom to ask; empty where they may not."""
        return open_address(self.contact_page_id, request)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return with_routes(super().get_sitemap_urls(request), ["subventions/"])


# What a scheme of today must say, and the question to whoever knows.
FACTS = {
    "applicants": "Qui peut demander cette aide\u00a0?",
    "rate": "Quel est le taux de cette aide\u00a0? Sans lui, la page montre le plafond seul, et ne "
    "calcule rien.",
    "ceiling": "Quel est le plafond de cette aide\u00a0?",
    "per": "Le montant vaut-il par projet, par an ou par intervention\u00a0?",
    "mode": "Cette aide se demande-t-elle toute l’année, ou pendant un appel\u00a0?",
    "apply_url": "À quelle adresse exacte dépose-t-on la demande\u00a0?",
    "contact_name": "Quel service répond aux questions sur cette aide\u00a0?",
}
DATES = "Quand le prochain appel ouvre-t-il, et quand ferme-t-il\u00a0?"


class FundingSchemePage(RouteTableMixin, EditorialPage):
    """« /aides/<scheme>/ »: a scheme of today, or of before. ``lead`` says its object.

    The three lists are empty where the Région has not published them. ``opens_on`` and
    ``closes_on`` are days of a call, both included, in the time of the region; of a call that has
    its page under « /appels/ », ``call``, they are those of that page, and never typed again.
    """

    applicants = models.JSONField("qui peut demander", default=list, blank=True)
    applicants_note = models.CharField(
        "précision sur qui peut demander", max_length=300, blank=True
    )
    purposes = models.JSONField("pour quoi faire", default=list, blank=True)
    stages = models.JSONField("à quel moment", default=list, blank=True)
    paid_for = models.TextField("ce qui est payé", max_length=1000, blank=True)
    rate = models.DecimalField(
        "taux (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
        help_text="Vide\u00a0: la page dit «\u00a0taux non publié\u00a0», et ne calcule rien.",
    )
    rate_is_maximum = models.BooleanField("ce taux est un maximum", default=True)
    ceiling = models.DecimalField(
        "plafond ou montant (€)",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="Vide\u00a0: la page dit «\u00a0plafond non publié\u00a0».",
    )
    ceiling_is_flat = models.BooleanField(
        "montant annoncé tel quel", default=False, help_text="Et non comme un maximum."
    )
    per = models.CharField(
        "ce montant vaut",
        max_length=20,
        choices=Period.choices,
        blank=True,
        help_text="Vide\u00a0: la Région ne le précise pas.",
    )
    mode = models.CharField(
        "quand demander",
        max_length=20,
        choices=Mode.choices,
        blank=True,
        help_text="Vide\u00a0: la Région ne le précise pas.",
    )
    call = models.ForeignKey(
        "ami.CallPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="appel de ce site",
        help_text="S’il est publié ici\u00a0: ses dates et son état sont ceux de l’aide, et l’on "
        "répond là.",
    )
    opens_on = models.DateField("ouverture", null=True, blank=True)
    closes_on = models.DateField(
        "clôture", null=True, blank=True, help_text="Dernier jour où l’on peut demander, à minuit."
    )
    apply_url = models.URLField("où demander (adresse)", max_length=500, blank=True)
    contact_name = models.CharField("service à joindre", max_length=200, blank=True)
    contact_email = EmailAddressField("courriel du service", blank=True)
    contact_phone = models.CharField(
        "téléphone du service", max_length=30, blank=True, validators=[validate_phone]
    )
    adds_up = models.TextField("se cumule avec", max_length=600, blank=True)
    source = models.CharField("source", max_length=300)
    source_on = models.DateField("date de la source", null=True, blank=True)
    read_on = models.DateField("source relevée le")
    is_archived = models.BooleanField(
        "dispositif d’hier",
        default=False,
        help_text="La page le dit en tête\u00a0; la recherche d’une aide ne le propose plus.",
    )
    search_words = models.CharField(
        "autres mots",
        max_length=300,
        blank=True,
        help_text="Ceux que l’on tape pour trouver cette aide, et que la page ne dit pas.",
    )

    objects = PageManager.from_queryset(SchemeQuerySet)()

    search_fields: ClassVar[list] = [
        *EditorialPage.search_fields,
        index.SearchField("paid_for"),
        index.SearchField("applicants_note"),
        index.SearchField("adds_up"),
        index.SearchField("search_words"),
    ]
    template = "funding/scheme.html"
    route_table = "normandie.funding.routes.SCHEME_PAGE"
    parent_page_types: ClassVar[list[str]] = ["funding.FundingIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = ImportedAttribute("normandie.funding.admin.panels.scheme_edit_handler")
    base_form_class = ImportedAttribute("normandie.funding.admin.panels.SchemeForm")

    class Meta:
        verbose_name = "aide"
        verbose_name_plural = "aides"

    @classmethod
    def missing_facts(cls, content: dict[str, Any]) -> list[str]:
        if content["is_archived"]:
            return []
        missing = [text for name, text in FACTS.items() if content[name] in (None, "", [])]
        if content.get("call"):  # where one answers, and when
            return [text for text in missing if text != FACTS["apply_url"]]
        is_undated = content["mode"] == Mode.CALL and not (
            content["opens_on"] and content["closes_on"]
        )
        return [*missing, DATES] if is_undated else missing

    def clean(self) -> None:
        super().clean()
        errors = {}
        for name, known in (("applicants", Applicant), ("purposes", Purpose), ("stages", Stage)):
            if unknown := [each for each in getattr(self, name) if each not in known.values]:
                errors[name] = f"«\u00a0{unknown[0]}\u00a0» n’est pas de cette liste."
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            errors["closes_on"] = "La clôture vient après l’ouverture."
        if (self.opens_on or self.closes_on or self.call_id) and self.mode != Mode.CALL:
            errors["mode"] = (
                "Seul un appel a des dates\u00a0: choisissez «\u00a0Appel à projets\u00a0»."
            )
        if self.call_id:
            typed = [name for name in ("opens_on", "closes_on") if getattr(self, name)]
            said = "Laissez vide\u00a0: la date est celle de l’appel choisi."
            errors |= dict.fromkeys(typed, said)
        if self.slug in reserved_slugs(FundingIndexPage):
            errors["slug"] = "Cette adresse est prise par une autre page du site."
        if errors:
            raise ValidationError(errors)

    @cached_property
    def open_call(self) -> CallPage | None:
        """The call of this site that it is, where any visitor may read it."""
        if not self.call_id:
            return None
        found: CallPage | None = open_to_all(CallPage.objects.filter(pk=self.call_id)).first()
        return found

    @property
    def has_simulator(self) -> bool:
        """Whether an amount may be worked out: a rate is published, and one may still ask."""
        return self.rate is not None and not self.is_archived

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        routes = ["simulateur/"] if self.has_simulator else []
        return with_routes(super().get_sitemap_urls(request), routes)


class FundingDocument(Orderable):
    """A document to download beside a scheme."""

    scheme = ParentalKey(FundingSchemePage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "wagtaildocs.Document", models.CASCADE, related_name="+", verbose_name="document"
    )

    class Meta(Orderable.Meta):
        verbose_name = "document"

    def __str__(self) -> str:
        return str(self.document)
