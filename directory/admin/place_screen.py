"""What the screens of staff about one place have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView
from wagtail.models import Page

from core.admin.screens import FormScreen
from directory.models import PlacePage
from directory.permissions import may_choose_managers


class PlaceScreen(FormScreen, FormView):
    """A form about how a place is managed, for who may choose its managers.

    ``model`` may be another page that has managers: a pôle.
    """

    model: type[Page] = PlacePage
    managers_url_name = "directory_place_managers"
    page_title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.place: Any = get_object_or_404(
            self.model, id=kwargs["pk"]
        )  # « pk » fails on a huge one
        if not may_say_how_it_is_managed(request.user, self.place):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.place.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        parent = {"url": reverse("directory_places:index"), "label": "Lieux"}
        return [
            *self.breadcrumbs_items,
            *([parent] if self.model is PlacePage else []),
            {"url": self.get_success_url(), "label": self.place.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        managers = self.place.managers.order_by("last_name", "first_name", "username")
        url = reverse(self.managers_url_name, args=(self.place.pk,))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"place": self.place, "managers": managers, "managers_url": url}

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=(self.place.pk,))


def may_say_how_it_is_managed(user: Any, page: Page) -> bool:
    """Whether *user* may say how *page*, the sheet of a place, is managed."""
    return may_choose_managers(user) and page.permissions_for_user(user).can_edit()
