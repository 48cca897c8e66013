"""Passwords cannot be tried without end."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.forms.sending import waiting_time
from core.limits import LimitExceeded, check_limits

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
