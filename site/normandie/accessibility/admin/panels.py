"""How staff fill the declaration in."""

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Page

from normandie.accessibility.duties import duties_of
from normandie.accessibility.models import PlanPage, SchemePage

ONE_A_LINE = "Une par ligne."


class DutiesPanel(Panel):
    """What the law still wants of the declaration. The public page does not show it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "accessibility/admin/duties_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | duties_of(self.instance)


declaration_panels: list[Any] = [
    *Page.content_panels,
    DutiesPanel(heading="Ce que la loi attend encore (l’équipe seule voit cette liste)"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("audited_on"), FieldPanel("auditor"), FieldPanel("rate")]),
            FieldPanel("results"),
        ],
        heading="Résultats des tests",
        help_text="L’état de conformité se choisit dans « En-tête et pied de page », onglet "
        "« Accessibilité » : il paraît aussi au pied de chaque page.",
    ),
    MultiFieldPanel(
        [
            FieldPanel("non_conformities"),
            FieldPanel("exemptions"),
            FieldPanel("out_of_scope"),
        ],
        heading="Contenus non accessibles",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("established_on"), FieldPanel("updated_on")]),
            FieldPanel("technologies", help_text=ONE_A_LINE),
            FieldPanel("environments", help_text=ONE_A_LINE),
            FieldPanel("tools", help_text="Un par ligne."),
            FieldPanel("pages_checked", help_text=ONE_A_LINE),
        ],
        heading="Établissement de la déclaration",
    ),
    MultiFieldPanel(
        [
            FieldPanel("scheme_document"),
            FieldPanel("scheme_url"),
            FieldPanel("plan_document"),
            FieldPanel("plan_url"),
        ],
        heading="Schéma pluriannuel et plan d’action",
        help_text="Les deux pages s’écrivent sous cette déclaration, qui y mène une fois publiées. "
        "Ces champs servent si la collectivité les publie ailleurs\u00a0: un document accessible, "
        "ou son adresse.",
    ),
]
scheme_panels: list[Any] = [
    *Page.content_panels,
    FieldRowPanel([FieldPanel("first_year"), FieldPanel("last_year")]),
    *map(FieldPanel, SchemePage.parts),
]
plan_panels: list[Any] = [
    *Page.content_panels,
    FieldPanel("year"),
    *map(FieldPanel, PlanPage.parts),
]
