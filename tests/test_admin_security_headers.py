"""What the admin may load: files of this site, and the tiles of the map."""

import pytest
from django.conf import LazySettings
from django.test import Client, RequestFactory
from django.urls import reverse

from directory.map.tiles import tiles_origin
from normandie.middleware import AdminContentSecurityPolicy
from tests.factories import PlacePageFactory, UserFactory

pytestmark = pytest.mark.django_db


def policy(client: Client, address: str) -> dict[str, list[str]]:
    header = client.get(address)["Content-Security-Policy"]
    return {name: sources for name, *sources in (part.split() for part in header.split(";"))}


def test_the_admin_loads_nothing_from_elsewhere_but_tiles(settings: LazySettings) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))

    directives = policy(client, "/admin/")

    assert directives["default-src"] == ["'self'"]
    assert directives["object-src"] == ["'none'"]
    assert directives["frame-ancestors"] == ["'self'"]
    outside = {
        source
        for sources in directives.values()
        for source in sources
        if "." in source and not source.startswith("'")
    }
    assert outside == {"https://data.geopf.fr"}


def test_a_previewed_page_keeps_the_policy_of_visitors_but_the_admin_may_frame_it() -> None:
    place = PlacePageFactory()
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtailadmin_pages:view_draft", args=(place.pk,))

    directives = policy(client, address)

    assert directives.pop("frame-ancestors") == ["'self'"]
    public = policy(Client(), place.url)
    assert public.pop("frame-ancestors") == ["'none'"]
    assert directives == public
    assert client.get(address)["X-Frame-Options"] == "SAMEORIGIN"


def test_who_forgot_a_password_has_the_policy_of_the_admin_too() -> None:
    assert policy(Client(), "/admin/password_reset/")["frame-ancestors"] == ["'self'"]


def test_public_pages_are_left_to_their_stricter_policy() -> None:
    answer = AdminContentSecurityPolicy(lambda request: _response())(RequestFactory().get("/"))

    assert "Content-Security-Policy" not in answer


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("", ""),
        ("https://{s}.exemple.fr/{z}/{x}/{y}.png", "https://*.exemple.fr"),
        ("https://tuiles.exemple.fr:8443/{z}/{x}/{y}.png", "https://tuiles.exemple.fr:8443"),
    ],
)
def test_the_origin_of_the_tiles_comes_from_the_settings(
    settings: LazySettings, url: str, origin: str
) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {"url": url}

    assert tiles_origin() == origin


def _response() -> object:
    from django.http import HttpResponse

    return HttpResponse()
