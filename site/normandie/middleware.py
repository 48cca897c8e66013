"""What every answer of the admin carries."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from directory.map.tiles import tiles_origin

HEADER = "Content-Security-Policy"


class AdminContentSecurityPolicy:
    """Give the admin a policy: nothing from outside this site but the tiles of the map.

    Wagtail writes scripts and styles into its pages, so that the strict policy of the public pages
    cannot hold there. A page previewed in the admin has passed through the public stack: it keeps
    the policy of visitors, so that what it shows is what they will get, but the admin may frame it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            (
                "default-src 'self'",
                "script-src 'self' 'unsafe-inline'",
                "style-src 'self' 'unsafe-inline'",
                f"img-src 'self' data: blob: {tiles_origin()}".strip(),
                "font-src 'self' data:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'self'",
            )
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return response
        if HEADER in response:
            preview = response[HEADER].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            response[HEADER] = preview
            response["X-Frame-Options"] = "SAMEORIGIN"
        else:
            response[HEADER] = self.policy
        return response
