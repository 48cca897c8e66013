"""What every answer of the admin carries, and where addresses of before lead."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from directory.map.tiles import tiles_origin

HEADER = "Content-Security-Policy"


class AdminContentSecurityPolicy:
    """Give the admin a policy: nothing from outside this site but media and tiles of the map.

    Wagtail writes scripts and styles into its pages, so that the strict policy of the public pages
    cannot hold there. A page previewed in the admin has passed through the public stack: it keeps
    the policy of visitors, so that what it shows is what they will get, but the admin may frame it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        places = [*settings.MEDIA_PLACES, tiles_origin()]
        self.policy = "; ".join(
            (
                "default-src 'self'",
                "script-src 'self' 'unsafe-inline'",
                "style-src 'self' 'unsafe-inline'",
                f"img-src 'self' data: blob: {' '.join(places)}".strip(),
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


class Redirects(RedirectMiddleware):
    """Wagtail's redirections, with what an address of before has after the page, and its query.

    Wagtail keeps where each page was, and nothing of what the page answers under it: its calendar,
    its feeds, its poster, its form. Who follows « ?lieu=… » is not sent to the whole region either.
    """

    MOST_PARTS = 3  # after a page: « carte/integree/ », and one to spare

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code != 404:
            return response
        moved = super().process_response(request, response)
        target = self._below_a_page(request) if moved is response else moved["Location"]
        if not target or target == request.path:
            return response
        query = request.META.get("QUERY_STRING", "")
        if moved is not response and (not query or self._is_written_with_query(request)):
            return moved
        whole = f"{target}?{query}" if query and not urlsplit(target).query else target
        # Not for ever: the page may come back, or another take its place.
        answer = type(moved) if moved is not response else HttpResponseRedirect
        return answer(whole)

    def _below_a_page(self, request: HttpRequest) -> str:
        """Return where what was asked is now, by the nearest page above that has moved."""
        asked = request.get_full_path().partition("?")[0]  # escaped, as Wagtail reads it
        path = Redirect.normalise_path(asked, decode_unicode=False)
        parts = path.split("/")
        for number in range(len(parts) - 1, max(1, len(parts) - 1 - self.MOST_PARTS), -1):
            redirect = get_redirect(request, "/".join(parts[:number]))
            if redirect and redirect.redirect_page_id and redirect.link:
                end = "/" if request.path.endswith("/") else ""
                return f"{redirect.link.rstrip('/')}/{'/'.join(parts[number:])}{end}"
        return ""

    @staticmethod
    def _is_written_with_query(request: HttpRequest) -> bool:
        """Whether an editor wrote a redirection for the whole of the address, query included."""
        whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        return get_redirect(request, whole) is not None
