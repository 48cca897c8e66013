"""The form by which an event is proposed, which gives no visitor the CSRF cookie."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve


@csrf_exempt
def proposal_form(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the form through the tree, without the CSRF cookie.

    Its view checks by other means that it comes from this site
    (docs/decisions/0007-reports-without-captcha.md).
    """
    return serve(request, path)


urlpatterns = [
    re_path(r"^((?:[\w-]+/)+proposer-un-evenement/)$", proposal_form, name="propose_event"),
]
