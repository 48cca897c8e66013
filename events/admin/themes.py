"""The themes of events, a short list that staff keep."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thèmes"
    base_url_path = "agenda/themes"
    list_display = ["name", Column("number", label="Événements", accessor="number")]
    search_fields = ["name"]
    panels = [
        TitleFieldPanel(
            "name",
            heading="Nom",
            placeholder=False,
            classname="",
            help_text="Par exemple «\u00a0Démarches en ligne\u00a0».",
        ),
        FieldPanel(
            "slug",
            heading="Dans les adresses",
            help_text="Ce que portent les adresses de l’agenda, par exemple "
            "«\u00a0demarches-en-ligne\u00a0». Ne le changez plus ensuite\u00a0: des sites y "
            "renvoient.",
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Theme.objects.annotate(number=Count("event_themes")).order_by("name")
