"""What the admin answers when a deletion is refused."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from .protection import UsedInPages


class RefusedDeletion:
    """Say which pages use what someone wanted to delete, in place of an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, UsedInPages):
            return None
        messages.error(request, exception.explain())
        return redirect(exception.instance.usage_url)  # type: ignore[attr-defined]
