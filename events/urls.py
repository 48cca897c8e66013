"""Addresses of the agenda that are not plain pages of the Wagtail tree."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve


@csrf_exempt
def without_cookie(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the letter and registrations through the tree, without the CSRF cookie.

    No visitor gets one, and a mailbox that unsubscribes has none. The form is protected by other
    means (docs/decisions/0007-reports-without-captcha.md), the links by their secret.
    """
    return serve(request, path)


urlpatterns = [
    re_path(r"^((?:[\w-]+/)+lettre/(?:[\w-]+/){0,2})$", without_cookie, name="letter"),
    re_path(r"^((?:[\w-]+/)+inscription/(?:lien/)?[\w-]+/)$", without_cookie, name="registration"),
]
