"""« /accessibilite/ »: the declaration in the format that the law imposes, and its form."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.pages.routing import DirectRouting, ImportedAttribute, RouteTableMixin
from core.validators import validate_paragraphs
from normandie.accessibility import defaults

from .documents import DocumentPage, PlanPage, SchemePage

RICH = ("bold", "italic", "link", "ol", "ul")


def text(label: str, default: str) -> RichTextField:
    return RichTextField(
        label,
        features=list(RICH),
        blank=True,
        default=default,
        validators=[validate_paragraphs],
    )


class AccessibilityPage(RouteTableMixin, DirectRouting, Page):
    """The declaration of accessibility (decree 2019-768; model of RGAA 4.1.2).

    The state of conformity is a setting of the site: it shows at the foot of every page too.
    """

    audited_on = models.DateField("date de l’audit", null=True, blank=True)
    auditor = models.CharField("audit mené par", max_length=120, blank=True)
    rate = models.DecimalField(
        "critères respectés (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    results = text("résultats des tests", defaults.RESULTS)
    non_conformities = text("non-conformités", defaults.NON_CONFORMITIES)
    exemptions = text("dérogations pour charge disproportionnée", defaults.EXEMPTIONS)
    out_of_scope = text("contenus non soumis à l’obligation", defaults.OUT_OF_SCOPE)
    established_on = models.DateField("établie le", default=timezone.localdate)
    updated_on = models.DateField("mise à jour le", null=True, blank=True)
    technologies = models.TextField("technologies", default=defaults.TECHNOLOGIES)
    environments = models.TextField("environnement de test", default=defaults.ENVIRONMENTS)
    tools = models.TextField("outils", default=defaults.TOOLS)
    pages_checked = models.TextField("pages vérifiées", default=defaults.PAGES)
    scheme_document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="schéma pluriannuel (document)",
    )
    scheme_url = models.URLField("schéma pluriannuel (adresse)", max_length=500, blank=True)
    plan_document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="plan d’action de l’année (document)",
    )
    plan_url = models.URLField("plan d’action (adresse)", max_length=500, blank=True)

    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("results"),
        index.SearchField("non_conformities"),
        index.SearchField("exemptions"),
        index.SearchField("out_of_scope"),
    ]
    template = "accessibility/declaration.html"
    route_table = "normandie.accessibility.routes.ACCESSIBILITY_PAGE"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["accessibility.SchemePage", "accessibility.PlanPage"]
    content_panels = ImportedAttribute("normandie.accessibility.admin.panels.declaration_panels")
    base_form_class = ImportedAttribute("normandie.accessibility.admin.forms.DeclarationForm")

    class Meta:
        verbose_name = "déclaration d’accessibilité"

    def lines(self, name: str) -> list[str]:
        """The values of a field that holds one a line."""
        return [line.strip() for line in getattr(self, name).splitlines() if line.strip()]

    @cached_property
    def scheme(self) -> str:
        """The address of the pluriannual scheme, empty until there is one."""
        return self._below(SchemePage) or _address(self.scheme_document, self.scheme_url)

    @cached_property
    def plan(self) -> str:
        """The address of the plan of the year, empty until there is one."""
        return self._below(PlanPage) or _address(self.plan_document, self.plan_url)

    def _below(self, kind: type[DocumentPage]) -> str:
        page = kind.objects.child_of(self).live().public().first() if self.pk else None
        return (page.get_url() or "") if page else ""


def _address(document: Any, url: str) -> str:
    """Return where the collectivity publishes it elsewhere: a document here, or another site."""
    return document.url if document else url
