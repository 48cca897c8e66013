"""Signing in, for staff of the Région and managers of places alike."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from .forms import LoginForm

ADMIN_RIGHT = "wagtailadmin.access_admin"


class LoginView(auth_views.LoginView):
    """The one page that asks for a password; the admin and closed pages lead to it.

    Whoever is signed in and comes with an address to go to (``next``) was refused it: the page says
    so, and offers to sign in with another account.
    """

    template_name = "users/login.html"
    authentication_form = LoginForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not self._is_refused():
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def _is_refused(self) -> bool:
        """Tell whether going where one came from would come back here."""
        target = self.get_redirect_url()
        return bool(target) and not (
            self.request.user.has_perm(ADMIN_RIGHT)
            and target.startswith(resolve_url("wagtailadmin_home"))
        )

    def get_default_redirect_url(self) -> str:
        """Return the admin for staff, the managers' space for the others."""
        is_staff = self.request.user.has_perm(ADMIN_RIGHT)
        return resolve_url("wagtailadmin_home" if is_staff else settings.LOGIN_REDIRECT_URL)

    def get_form(self, form_class: Any = None) -> AuthenticationForm:
        """Say what browsers and password managers may fill in (WCAG 1.3.5): Wagtail does not."""
        form = super().get_form(form_class)
        named = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        form.fields["username"].widget.attrs |= named
        form.fields["password"].widget.attrs |= {"autocomplete": "current-password"}
        return form

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        remembered = form.cleaned_data.get("remember")
        # 0: until the browser is closed, as on a computer that several people share.
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remembered else 0)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
