"""The screens of accounts in the admin: Wagtail's own, and one that it has not."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.users.views import users

from core.admin.screens import FormScreen

from .lost_factor import may_remove_second_factor, remove_second_factor
from .models import User

LABEL = "Retirer la seconde protection"


class EditView(users.EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        owner = self.object
        if may_remove_second_factor(self.request.user, owner) and is_mfa_enabled(owner):
            url = reverse("wagtailusers_users:remove_second_factor", args=(owner.pk,))
            buttons.append(Button(LABEL, url, icon_name="lock-open", priority=30))
        return buttons


# Asked again of who signed in long ago, once it is known that they may.
@method_decorator(reauthentication_required, name="get")
@method_decorator(reauthentication_required, name="post")
class RemoveSecondFactorView(PermissionCheckedMixin, FormScreen, FormView):
    """What it does, before it is done."""

    model = User
    permission_required = "change"
    index_url_name = edit_url_name = ""
    form_class = forms.Form
    template_name = "users/remove_second_factor.html"
    page_title = LABEL
    submit_button_label = LABEL
    submit_button_active_label = "Retrait…"
    owner: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.owner = get_object_or_404(User, id=kwargs["pk"])  # « pk » fails on a huge one
        if not may_remove_second_factor(request.user, self.owner):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_mfa_enabled(self.owner):
            return self._nothing_to_remove()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if not remove_second_factor(self.owner, self.request.user):
            return self._nothing_to_remove()
        messages.success(
            self.request,
            f"La seconde protection de «\u00a0{self.get_page_subtitle()}\u00a0» est retirée, et "
            "son compte fermé partout où il était ouvert.",
        )
        return super().form_valid(form)

    def _nothing_to_remove(self) -> HttpResponse:
        messages.info(self.request, "Ce compte n’a pas de seconde protection.")
        return redirect(self.get_success_url())

    def get_page_subtitle(self) -> str:
        return str(get_user_display_name(self.owner))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Comptes"},
            {"url": self.get_success_url(), "label": self.get_page_subtitle()},
            {"url": "", "label": LABEL},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(owner=self.owner, **kwargs)

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=(self.owner.pk,))


class UserViewSet(users.UserViewSet):
    edit_view_class = EditView

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(RemoveSecondFactorView)
        return [
            *super().get_urlpatterns(),
            path("seconde-protection/<int:pk>/", view, name="remove_second_factor"),
        ]
