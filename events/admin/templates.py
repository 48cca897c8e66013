"""Workshops of the network, which the team writes once and places start from."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import WorkshopTemplate


class WorkshopTemplateViewSet(SnippetViewSet):
    model = WorkshopTemplate
    icon = "copy"
    menu_label = "Modèles d’ateliers"
    base_url_path = "agenda/modeles"
    list_display = ["title", "kind", "level"]
    search_fields = ["title", "summary"]
    panels = [
        FieldPanel("title", heading="Titre"),
        FieldPanel("summary", heading="Présentation courte"),
        FieldPanel("body", heading="Présentation détaillée"),
        FieldRowPanel(
            [
                FieldPanel("kind", heading="Type"),
                FieldPanel("level", heading="Niveau"),
                FieldPanel("minutes", heading="Durée"),
            ]
        ),
        FieldPanel("themes", heading="Thèmes", widget=CheckboxSelectMultiple),
        FieldPanel("terms", heading="Publics", widget=CheckboxSelectMultiple),
    ]
