"""Addresses of the site, with the component page, which exists under DEBUG only, and tiles."""

from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from normandie.urls import urlpatterns as site_urls

ONE_GREY_PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGO4AwAA3gDdXeHJVgAAAABJRU5ErkJggg=="
)


def tile(request: HttpRequest, **place: int) -> HttpResponse:
    """Answer for the server of the tiles of the map: no test asks anything of it."""
    return HttpResponse(ONE_GREY_PIXEL, content_type="image/png")


urlpatterns = [
    path("styleguide/", include("normandie.styleguide.urls")),
    path("tuiles/<int:z>/<int:y>/<int:x>.png", tile),
    *site_urls,
]
