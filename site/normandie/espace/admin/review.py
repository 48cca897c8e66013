"""The screen of a moderator: old and new side by side, and the decision; what waits, at home."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page

from core.admin.screens import FormScreen
from events.models import EventPage
from events.services.occurrences import say_state, states_lost_by
from normandie.espace.moderation import differences, task_state_for, waiting_for
from normandie.espace.services.moderation import NotDecided, decide


class DecisionForm(forms.Form):
    """The version that was read, what is decided of it, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label="Commentaire",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La personne qui a envoyé cette version le reçoit par courriel, avec votre "
        "décision. Il est nécessaire pour demander une correction.",
    )
    decision = forms.ChoiceField(choices=[("approve", ""), ("reject", "")])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "reject" and not cleaned.get("comment"):
            self.add_error("comment", "Dites ce qui est à corriger.")
        return cleaned


class ReviewView(FormScreen, FormView):
    """For who may approve the page. What is decided is the version that was read, or nothing."""

    form_class = DecisionForm
    template_name = "espace/admin/review.html"
    page_title = "Relire"
    header_icon = "tasks"
    page: Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # « pk » fails on a huge one
        self.page = get_object_or_404(Page, id=kwargs["pk"]).specific
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        if request.method != "POST" and task_state_for(self.page, request.user) is None:
            messages.info(request, "Rien n’attend de relecture sur cette page.")
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(get_latest_str(self.page))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=(self.page.pk,)),
                "label": self.get_page_subtitle(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "under": self.page.get_parent().title,
            "version": self.page.latest_revision,
            "differences": differences(self.page, self.request),
            "lost": _states_lost(self.page),
        }

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        given = form.cleaned_data
        approves = given["decision"] == "approve"
        try:
            decide(
                self.page,
                self.request.user,
                approves=approves,
                revision=given["revision"],
                comment=given["comment"],
            )
        except NotDecided as refusal:
            messages.error(self.request, refusal.message)
            return redirect(self.request.get_full_path())
        done = "est publié" if approves else "est renvoyé avec votre commentaire"
        messages.success(self.request, f"«\u00a0{self.get_page_subtitle()}\u00a0» {done}.")
        return redirect("wagtailadmin_home")


def _states_lost(page: Page) -> list[str]:
    """Say the states of dates that publishing an event would lose."""
    if not isinstance(page, EventPage) or not page.live:
        return []
    return [say_state(each) for each in states_lost_by(page.get_latest_revision_as_object())]


class ReviewPanel(Component):
    """On the first screen: what waits for the reader, each one link away from being decided."""

    name = "review"
    template_name = "espace/admin/review_panel.html"
    order = 70  # before what came from visitors

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"waiting": waiting_for(parent_context["request"].user)}
