"""The words of visitors that the team adds to those that the site knows."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from core.text.words import stems
from directory.models import EverydayWord


class EverydayWordForm(WagtailAdminModelForm):
    """Refuse a word that would lead nowhere, or that would be everywhere."""

    def clean_wording(self) -> str:
        wording = str(self.cleaned_data["wording"])
        if not any(stems(wording)):
            raise forms.ValidationError("Ce mot est trop courant pour être cherché.")
        return wording

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("need") and not cleaned.get("terms"):
            self.add_error("need", "Choisissez un besoin, ou au moins un terme.")
        return cleaned


class EverydayWordViewSet(SnippetViewSet):
    model = EverydayWord
    icon = "search"
    menu_label = "Mots courants"
    base_url_path = "annuaire/mots-courants"
    list_display = [
        "wording",
        Column("need", label="Besoin", accessor="get_need_display"),
    ]
    search_fields = ["wording"]
    edit_handler = ObjectList(
        [
            FieldPanel("wording"),
            FieldPanel("need"),
            FieldPanel("terms", widget=forms.CheckboxSelectMultiple),
        ],
        base_form_class=EverydayWordForm,
    )
