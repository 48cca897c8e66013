"""The tags of files: given and taken on the screen of one, given to those that are ticked."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from ami.admin.actions import DossierFormView
from ami.models import Dossier, DossierTag
from ami.models.tag import LONGEST_TAG
from ami.services.tags import tag, untag
from core.admin.bulk import OpenTickedRowsOnly
from core.rows import typed_key
from core.text.cleaning import clean_line, distinct
from core.text.words import fold

MOST = 10  # at once
SUGGESTED = "tag-suggestions"  # the list that browsers complete from


class TagsForm(forms.Form):
    """One word or several, separated by commas; those that exist are suggested."""

    names = forms.CharField(
        label="Étiquette à ajouter",
        max_length=500,
        widget=forms.TextInput(attrs={"list": SUGGESTED, "autocomplete": "off"}),
        help_text="Plusieurs d’un coup\u00a0: séparez-les par des virgules. Toute l’équipe les "
        "voit, et les exports les disent\u00a0: ni nom de personne, ni santé, ni opinion.",
    )

    def clean_names(self) -> list[str]:
        names = distinct(clean_line(each) for each in self.cleaned_data["names"].split(","))
        if len(names) > MOST:
            raise forms.ValidationError(f"{MOST} étiquettes à la fois au plus.")
        for each in names:
            if not fold(each):
                raise forms.ValidationError(f"«\u00a0{each}\u00a0» n’a ni lettre ni chiffre.")
            if len(each) > LONGEST_TAG:
                raise forms.ValidationError(
                    f"«\u00a0{each[:LONGEST_TAG]}…\u00a0» est trop long\u00a0: {LONGEST_TAG} "
                    "caractères au plus."
                )
        if not names:
            raise forms.ValidationError("Écrivez au moins un mot.")
        return list(names)


class TagsView(DossierFormView):
    """Give tags to a file, or take one from it (« remove »), and come back to it."""

    page_title = "Étiqueter"
    form_class = TagsForm
    template_name = "ami/admin/tags.html"
    submit_button_label = "Ajouter"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        removed = typed_key(request.POST.get("remove", ""))
        if removed is not None:
            untag(self.dossier, removed)
            return redirect(self.get_success_url())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        suggested = DossierTag.objects.in_use_for(self.request.user)
        return super().get_context_data(suggested_tags=suggested, **kwargs)

    def form_valid(self, form: TagsForm) -> HttpResponse:
        tag([self.dossier], form.cleaned_data["names"])
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{self.back_url}#tags"


class TagDossiers(OpenTickedRowsOnly, SnippetBulkAction):
    """« Étiqueter »: the files that are ticked get the same tags besides their own."""

    models = [Dossier]
    action_type = "etiqueter"
    display_name = "Étiqueter"
    aria_label = "Étiqueter les dossiers choisis"
    action_priority = 25
    form_class = TagsForm
    template_name = "ami/admin/queue_bulk_tags.html"

    def check_perm(self, snippet: Any) -> bool:
        return not snippet.is_draft and super().check_perm(snippet)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        suggested = DossierTag.objects.in_use_for(self.request.user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"view": self, "suggested_tags": suggested}

    def get_execution_context(self) -> dict[str, Any]:
        return {"names": self.cleaned_form.cleaned_data["names"]}

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        tag(objects, kwargs["names"])
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        plural = "s" if num_parent_objects > 1 else ""
        return f"{num_parent_objects} dossier{plural} étiqueté{plural}."
