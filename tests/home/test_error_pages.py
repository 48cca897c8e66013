"""Error pages say in French what happened and where to go, even when all else fails."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from core.stored_files import StoreAway
from normandie import context_processors
from normandie.urls import handler500  # noqa: F401 -- Django finds it beside the addresses
from normandie.urls import urlpatterns as site_urls


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def without_its_store(request: HttpRequest) -> HttpResponse:
    raise StoreAway


urlpatterns = [
    path("sans-depot/", without_its_store),
    path("introuvable/", missing),
    path("interdit/", forbidden),
    path("suspect/", suspicious),
    path("en-panne/", broken),
    *site_urls,
]
# The database is out of reach here unless asked: pytest-django forbids it.
pytestmark = pytest.mark.urls(__name__)
# Pages that have the menu and the footer of the site read them.
WITH_FRAME = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/suspect/", 400, "Cette adresse n’est pas valide"),
        pytest.param("/interdit/", 403, "Cette page ne vous est pas ouverte", marks=WITH_FRAME),
        pytest.param("/introuvable/", 404, "Cette page n’existe pas, ou plus", marks=WITH_FRAME),
        ("/en-panne/", 500, "Le site a rencontré un problème"),
        ("/sans-depot/", 503, "Le site est indisponible un instant"),
    ],
)
def test_each_error_has_its_page_with_ways_out(
    visitor: Client, address: str, status: int, title: str
) -> None:
    response = visitor.get(address)

    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in html
    assert 'lang="fr"' in html
    assert 'href="/annuaire/"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(("address", "status"), [("/interdit/", 403), ("/introuvable/", 404)])
def test_a_site_without_pages_has_its_error_pages(
    visitor: Client, empty_site: None, address: str, status: int
) -> None:
    assert visitor.get(address).status_code == status


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words(visitor: Client) -> None:
    response = visitor.post("/introuvable/", {"message": "bonjour"})

    assert response.status_code == 403
    assert "Votre envoi n’a pas été accepté" in response.content.decode()


@pytest.mark.parametrize("address", ["/suspect/", "/en-panne/", "/sans-depot/"])
def test_pages_without_context_stand_when_the_site_cannot_describe_itself(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def out_of_order(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(context_processors, "site", out_of_order)
    monkeypatch.setattr(context_processors, "link_to_styles", out_of_order)

    assert visitor.get(address).status_code in {400, 500, 503}


@pytest.mark.parametrize("address", ["/suspect/", "/en-panne/", "/sans-depot/"])
def test_their_style_sheets_need_no_storage_to_be_found(visitor: Client, address: str) -> None:
    files = re.findall(r'href="/static/([^"]+)"', visitor.get(address).content.decode())

    assert len(files) >= 2
    assert [file for file in files if finders.find(file) is None] == []


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_shown_back(visitor: Client) -> None:
    html = visitor.get("/introuvable/?<script>alert(1)</script>").content.decode()

    assert "alert(1)" not in html


@pytest.mark.parametrize("host", ["ailleurs.exemple", "a@b", "[::1"])
def test_a_host_that_is_not_ours_is_refused_and_breaks_nothing(visitor: Client, host: str) -> None:
    response = visitor.get("/annuaire/", headers={"host": host})

    assert response.status_code == 400
    assert host not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["//[/", "//x[/", "//ailleurs.exemple/annuaire"])
def test_an_address_that_looks_like_a_host_is_missing_and_names_no_other_site(
    visitor: Client, address: str
) -> None:
    response = visitor.get("/", PATH_INFO=address)

    assert response.status_code == 404
    assert "http://ailleurs" not in response.content.decode()
