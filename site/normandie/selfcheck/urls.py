"""Forms of the self-check, which give no visitor the CSRF cookie."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve


@csrf_exempt
def self_check_form(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a form of the self-check through the tree, without the CSRF cookie.

    Its views check by other means that forms come from this site
    (docs/decisions/0007-reports-without-captcha.md); links are protected by their secret.
    """
    return serve(request, path)


urlpatterns = [
    re_path(
        r"^((?:[\w-]+/)+(?:commencer|mes-reponses(?:/[\w-]+){1,3})/)$",
        self_check_form,
        name="self_check",
    ),
]
