"""Addresses of the directory that are not plain pages of the Wagtail tree."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve

from directory.views import verify, verify_grant


@csrf_exempt
def report_form(request: HttpRequest, parent: str) -> HttpResponseBase:
    """Serve the report form of a place through the tree, without the CSRF cookie.

    The cookie would be the only one that a visitor gets. ``directory.views.reports`` checks by
    other means that the form comes from this site (docs/decisions/0007-reports-without-captcha.md).
    """
    return serve(request, f"{parent}signaler/")


# Forms: the slugs that Wagtail serves, and nothing else: no database is asked for a stray NUL.
urlpatterns = [
    # On plaques for years: wherever the pages of the label are moved.
    path("label/verifier/", verify, name="verify"),
    path("label/verifier/<str:reference>/", verify_grant, name="verify_grant"),
    re_path(r"^(?P<parent>(?:[\w\-]+/)+)signaler/$", report_form, name="report_form"),
]
