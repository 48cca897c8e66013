"""Addresses of the schemes that are not plain pages of the Wagtail tree."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve


@csrf_exempt
def simulator(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the simulator through the tree, without the CSRF cookie: it writes nothing.

    The cookie would be the only one that a visitor gets.
    """
    return serve(request, path)


urlpatterns = [re_path(r"^((?:[\w-]+/)+simulateur/)$", simulator, name="simulator")]
