"""What the law wants beside the declaration: the pluriannual scheme and the plan of the year.

Law 2005-102, article 47, III; decree 2019-768; RGAA 4.1.2, « obligations ». A draft may lack any
part; what is published holds them all, for each of them is required.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.markup import text_of
from core.pages.routing import DirectRouting, ImportedAttribute
from core.validators import validate_paragraphs

RICH = ("h3", "bold", "italic", "link", "ol", "ul")
MOST_YEARS = 3  # of a scheme


def part(label: str) -> RichTextField:
    return RichTextField(label, features=list(RICH), validators=[validate_paragraphs])


def year(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, validators=[MinValueValidator(2019)])


@dataclass(frozen=True)
class Part:
    """A part as it is read: its title, and what was written under it."""

    title: str
    text: str


TEMPLATE = "accessibility/document.html"  # named by each: Wagtail names one for each type


class DocumentPage(DirectRouting, Page):
    """A page under the declaration, of parts that the law names."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["accessibility.AccessibilityPage"]
    subpage_types: ClassVar[list[str]] = []
    parts: ClassVar[tuple[str, ...]] = ()
    year_fields: ClassVar[tuple[str, ...]] = ()
    base_form_class = ImportedAttribute("normandie.accessibility.admin.forms.DocumentForm")

    class Meta:
        abstract = True

    @property
    def years(self) -> str:
        """Return the years that it is for, as one writes them: « 2026-2028 »."""
        found = (getattr(self, name) for name in self.year_fields)
        return "-".join(str(year) for year in found if year)

    def read_parts(self) -> list[Part]:
        """Return what is written, in the order of the law."""
        found = ((self._meta.get_field(name), getattr(self, name)) for name in self.parts)
        return [
            Part(str(field.verbose_name).capitalize(), text)
            for field, text in found
            if text_of(text).strip()
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        declaration = self.get_parent()
        crumbs = [{"title": declaration.title, "url": declaration.get_url(request)}]
        return super().get_context(request, *args, **kwargs) | {"crumbs": crumbs}


class SchemePage(DocumentPage):
    """The policy of the collectivity over three years at most, and its works."""

    first_year = year("première année")
    last_year = year("dernière année")
    strategy = part("l’accessibilité dans la stratégie numérique et la politique du handicap")
    officer = part("position et missions du référent accessibilité")
    resources = part("ressources humaines et financières")
    skills = part("compétences dans les fiches de poste et les recrutements")
    training = part("formation et sensibilisation des agents")
    expertise = part("expertises externes, moyens techniques et outils de test")
    organisation = part("organisation interne, contrôle et demandes des usagers")
    contracts = part("accessibilité dans les marchés et les conventions")
    projects = part("accessibilité des nouveaux projets")
    users = part("personnes handicapées dans les tests utilisateurs")
    audits = part("évaluations et audits prévus")
    corrections = part("mesures correctives et calendrier")
    beyond = part("mesures qui vont au-delà de l’obligation")
    reviews = part("bilan des plans d’action annuels")

    template = TEMPLATE
    parts: ClassVar[tuple[str, ...]] = (
        *("strategy", "officer", "resources", "skills", "training", "expertise", "organisation"),
        *("contracts", "projects", "users", "audits", "corrections", "beyond", "reviews"),
    )
    year_fields: ClassVar[tuple[str, ...]] = ("first_year", "last_year")
    search_fields: ClassVar[list] = [*Page.search_fields, *map(index.SearchField, parts)]
    content_panels = ImportedAttribute("normandie.accessibility.admin.panels.scheme_panels")

    class Meta:
        verbose_name = "schéma pluriannuel d’accessibilité"

    def clean(self) -> None:
        super().clean()
        if not self.first_year or not self.last_year:
            return
        if not self.first_year <= self.last_year < self.first_year + MOST_YEARS:
            raise ValidationError({"last_year": "Un schéma vaut pour trois ans au plus."})


class PlanPage(DocumentPage):
    """What is done this year, and what was done of the plan before."""

    year = year("année")
    actions = part("actions de l’année, avec leur calendrier")
    review = part("bilan des actions de l’année précédente")

    template = TEMPLATE
    parts: ClassVar[tuple[str, ...]] = ("actions", "review")
    year_fields: ClassVar[tuple[str, ...]] = ("year",)
    search_fields: ClassVar[list] = [*Page.search_fields, *map(index.SearchField, parts)]
    content_panels = ImportedAttribute("normandie.accessibility.admin.panels.plan_panels")

    class Meta:
        verbose_name = "plan d’action d’accessibilité"
