"""The labels themselves; ``requirements`` is what they ask, ``grants`` who holds them."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.models import Label


class LabelViewSet(SnippetViewSet):
    model = Label
    icon = "tag"
    menu_label = "Labels"
    base_url_path = "annuaire/labels"
    list_display = [
        "name",
        Column(
            "is_example",
            label="Exemple à valider",
            accessor=lambda label: "Oui" if label.is_example else "",
        ),
    ]
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description", help_text="Ce que le label garantit au public."),
        FieldPanel("is_example"),
        FieldPanel("logo"),
        FieldPanel("logo_rule"),
    ]
