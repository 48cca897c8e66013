"""« /accessibilite/ »: the declaration in the format that the law imposes, and its form."""

from collections.abc import Iterator
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index

from core.pages.routing import DirectRouting, ImportedAttribute, RouteTableMixin
from normandie.frame.models import FrameSettings

# What it says of a site that nobody has audited yet: facts, and no more.
RESULTS = (
    "<p>Aucun audit de conformité n’a encore été mené. Le site est donc déclaré non conforme, "
    "quoi que donnent les vérifications ci-dessous.</p>"
    "<p>À chaque changement, deux vérifications automatiques ont lieu : les règles d’axe-core sur "
    "chaque type de page, en thème clair et en thème sombre, avec et sans JavaScript ; les "
    "parcours principaux au clavier seul. Elles ne remplacent pas un audit : un outil ne voit "
    "qu’une partie des critères.</p>"
)
NON_CONFORMITIES = (
    "<p>Faute d’audit, la liste des critères non respectés n’est pas établie. Si quelque chose "
    "vous gêne, signalez-le : chaque réclamation est lue et reçoit une réponse.</p>"
)
EXEMPTIONS = "<p>Aucune dérogation n’est demandée.</p>"
OUT_OF_SCOPE = (
    "<p>Le fond de carte vient d’un service extérieur. La liste des lieux donne les mêmes "
    "informations que la carte, sans elle.</p>"
)
TECHNOLOGIES = "HTML5\nCSS\nSVG\nJavaScript (aucune page n’en a besoin)"
ENVIRONMENTS = "Chromium, piloté par les vérifications automatiques, avec et sans JavaScript"
TOOLS = "axe-core : règles WCAG 2.2, niveaux A et AA\nParcours au clavier seul, automatisés"
PAGES = (
    "Accueil\nListe des lieux de l’annuaire\nCarte des lieux et carte à intégrer\n"
    "Fiche d’un lieu\nSignaler une erreur sur une fiche\nOrientation en trois questions\n"
    "Comparaison de tiers-lieux\nAgenda et page d’un événement\nRecherche\n"
    "Pages de texte, avec chacun de leurs éléments\nDonnées ouvertes\n"
    "Déclaration d’accessibilité et son formulaire\nPlan du site"
)


RICH = ("bold", "italic", "link", "ol", "ul")


def text(label: str, default: str) -> RichTextField:
    return RichTextField(label, features=list(RICH), blank=True, default=default)


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
    results = text("résultats des tests", RESULTS)
    non_conformities = text("non-conformités", NON_CONFORMITIES)
    exemptions = text("dérogations pour charge disproportionnée", EXEMPTIONS)
    out_of_scope = text("contenus non soumis à l’obligation", OUT_OF_SCOPE)
    established_on = models.DateField("établie le", default=timezone.localdate)
    updated_on = models.DateField("mise à jour le", null=True, blank=True)
    technologies = models.TextField("technologies", default=TECHNOLOGIES)
    environments = models.TextField("environnement de test", default=ENVIRONMENTS)
    tools = models.TextField("outils", default=TOOLS)
    pages_checked = models.TextField("pages vérifiées", default=PAGES)
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
    subpage_types: ClassVar[list[str]] = []
    content_panels = ImportedAttribute("normandie.accessibility.admin.panels.declaration_panels")

    class Meta:
        verbose_name = "déclaration d’accessibilité"

    def lines(self, name: str) -> list[str]:
        """The values of a field that holds one a line."""
        return [line.strip() for line in getattr(self, name).splitlines() if line.strip()]

    @property
    def scheme(self) -> str:
        """The address of the pluriannual scheme, empty until there is one."""
        return self.scheme_document.url if self.scheme_document else self.scheme_url

    @property
    def plan(self) -> str:
        """The address of the plan of the year, empty until there is one."""
        return self.plan_document.url if self.plan_document else self.plan_url

    def gaps(self) -> Iterator[str]:
        """What the law wants and the declaration still lacks, for staff alone."""
        if not self.audited_on:
            yield "Faire auditer le site, puis donner la date, l’auteur et le taux de l’audit."
        elif self.rate is None or not self.auditor:
            yield "Donner l’auteur de l’audit et le taux de critères respectés."
        if not self.scheme:
            yield "Publier le schéma pluriannuel d’accessibilité (trois ans au plus)."
        if not self.plan:
            yield "Publier le plan d’action de l’année."
        if not FrameSettings.of(Site.objects.filter(is_default_site=True).first()).email:
            yield "Donner le courriel du service dans « En-tête et pied de page »."
        if "NVDA" not in self.environments and "VoiceOver" not in self.environments:
            yield "Tester avec un lecteur d’écran (NVDA, VoiceOver…) et le dire ici."
        yield "Déposer la déclaration par le téléservice de l’État, à chaque nouvelle version."
