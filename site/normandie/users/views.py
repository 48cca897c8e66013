"""Signing in, for staff of the Région and managers of places alike."""

from typing import Any

from allauth.account import views
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.views import View

from .adapter import ADMIN_RIGHT
from .sessions import close_sessions


class RequestLoginCodeView(views.RequestLoginCodeView):
    """Asks for a code by mail; asked again, another one is sent."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)


class LoginView(views.LoginView):
    """The one page that asks for a password; the admin and closed pages lead to it.

    Whoever is signed in and comes with an address to go to (``next``) was refused it: the page says
    so, and offers to sign out.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and self._is_refused():
            return self.get(request, *args, **kwargs)
        if request.user.is_authenticated:
            return redirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def _is_refused(self) -> bool:
        """Tell whether going where one came from would come back here."""
        target = get_next_redirect_url(self.request)
        return bool(target) and not (
            self.request.user.has_perm(ADMIN_RIGHT)
            and target.startswith(resolve_url("wagtailadmin_home"))
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return shown | {"proconnect": bool(settings.PROCONNECT_CLIENT_ID)}

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class LogoutEverywhereView(LoginRequiredMixin, View):
    """Close every session of one's account, this one too."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        close_sessions(request.user)
        logout(request)
        return redirect("login")
