"""Passwords cannot be tried without end; staff enter the admin with a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from core.forms.sending import waiting_time
from core.limits import LimitExceeded, check_limits

from .adapter import ADMIN_RIGHT
from .rate_limits import RATE_LIMITED_VIEWS


class PasswordRateLimits:
    """Answers 429 past the limits of a view that takes a password, which is then not looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.method != "POST" or name not in RATE_LIMITED_VIEWS:
            return None
        try:
            check_limits(RATE_LIMITED_VIEWS[name](request, **kwargs))
        except LimitExceeded as exceeded:
            context = {"wait": waiting_time(exceeded.wait)}
            response = render(request, "layout/too_many_attempts.html", context, status=429)
            response["Retry-After"] = str(exceeded.wait)
            response["Cache-Control"] = "no-store"
            return response
        return None


class StaffSecondFactor:
    """Leads staff who have no second factor to where they add one: the admin is not entered before.

    Where one is had, allauth asks for it as one signs in. ``STAFF_SECOND_FACTOR`` says whether.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.STAFF_SECOND_FACTOR and request.path.startswith(reverse("wagtailadmin_home")):
            user = request.user
            if user.has_perm(ADMIN_RIGHT) and not is_mfa_enabled(user):
                messages.warning(
                    request,
                    "Votre compte ouvre l’administration du site\u00a0: ajoutez d’abord une "
                    "seconde protection, application ou clé.",
                )
                return redirect("mfa_index")
        return self.get_response(request)
