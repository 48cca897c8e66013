"""The screen where staff say whether a place publishes without being read first."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.models import Page

from core.admin.screens import FormScreen
from directory.models import PlacePage
from directory.permissions import may_choose_managers
from normandie.espace.publication import publishes_directly
from normandie.espace.services.trust import trust


class TrustForm(forms.Form):
    publishes_directly = forms.TypedChoiceField(
        label="Ce que les gestionnaires envoient",
        choices=[("non", "est relu avant de paraître"), ("oui", "paraît aussitôt")],
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
    )


class TrustView(FormScreen, FormView):
    """For who may choose the managers of the place."""

    form_class = TrustForm
    template_name = "espace/admin/trust.html"
    page_title = "Confiance"
    header_icon = "check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.place = get_object_or_404(PlacePage, id=kwargs["pk"])  # « pk » fails on a huge one
        if not may_trust(request.user, self.place):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.place.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("directory_places:index"), "label": "Lieux"},
            {"url": self.get_success_url(), "label": self.place.title},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, str]:
        return {"publishes_directly": "oui" if publishes_directly(self.place) else "non"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        managers = self.place.managers.order_by("last_name", "first_name", "username")
        return super().get_context_data(**kwargs) | {"place": self.place, "managers": managers}

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=(self.place.pk,))

    def form_valid(self, form: TrustForm) -> HttpResponse:
        directly = form.cleaned_data["publishes_directly"]
        if trust(self.place, self.request.user, publishes_directly=directly):
            means = "paraît désormais aussitôt" if directly else "est désormais relu"
            messages.success(
                self.request,
                f"Ce qu’envoient les gestionnaires de «\u00a0{self.place.title}\u00a0» {means}.",
            )
        else:
            messages.info(self.request, "Rien n’a changé.")
        return super().form_valid(form)


def may_trust(user: Any, page: Page) -> bool:
    """Whether *user* may say how *page*, the sheet of a place, is managed."""
    return may_choose_managers(user) and page.permissions_for_user(user).can_edit()
