"""The screen that says who manages a place."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log

from core.admin.screens import FormScreen
from directory.admin.forms.managers import ManagersForm
from directory.models import PlacePage
from directory.permissions import may_choose_managers


class PlaceManagersView(FormScreen, FormView):
    """For who may edit the place and has the right to choose its managers."""

    form_class = ManagersForm
    page_title = "Gestionnaires"
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.place = get_object_or_404(PlacePage, id=kwargs["pk"])  # « pk » fails on a huge one
        can_edit = self.place.permissions_for_user(request.user).can_edit()
        if not (can_edit and may_choose_managers(request.user)):
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

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"place": self.place}

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=(self.place.pk,))

    def form_valid(self, form: ManagersForm) -> HttpResponse:
        form.save()
        log(self.place, "directory.managers", user=self.request.user)
        messages.success(
            self.request, f"Les gestionnaires de «\u00a0{self.place.title}\u00a0» sont enregistrés."
        )
        return super().form_valid(form)
