"""The closed lists: staff mend the everyday wording and the order; codes belong to the standard."""

import django_filters
from django import forms
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.models import Term, Vocabulary


class TermFilterSet(WagtailFilterSet):
    vocabulary = django_filters.ChoiceFilter(
        label="Liste",
        choices=Vocabulary.choices,
        empty_label="Toutes",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Term
        fields: list[str] = []


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "list-ul"
    menu_label = "Termes"
    base_url_path = "annuaire/termes"
    filterset_class = TermFilterSet
    list_display = [
        "label",
        Column("plain_label", label="Libellé courant", accessor="plain_label"),
        Column("vocabulary", label="Liste", accessor="get_vocabulary_display"),
        Column("order", label="Ordre", accessor="order"),
    ]
    list_per_page = 100
    search_fields = ["label", "plain_label", "code"]
    panels = [
        FieldPanel("vocabulary", read_only=True),
        FieldPanel(
            "code",
            read_only=True,
            help_text="Fixé par le standard national ou par le site\u00a0: il ne se modifie pas.",
        ),
        FieldPanel("label", read_only=True),
        FieldPanel(
            "plain_label",
            help_text="Ce que lisent les visiteurs, en mots de tous les jours. Laissez vide pour "
            "montrer le libellé officiel.",
        ),
        FieldPanel("order", help_text="Place dans la liste\u00a0: le plus petit nombre d’abord."),
    ]
