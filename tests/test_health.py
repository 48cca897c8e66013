"""What machines ask of the site: is it alive, what may be indexed."""

import secrets
from typing import Any
from unittest.mock import Mock
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.test import Client

from core.health_checks import Finding, State
from normandie.checks import health_key_is_a_secret
from tests.factories import DirectoryPageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_site_says_that_it_is_alive_without_its_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cursor, examine = Mock(side_effect=OperationalError("away")), Mock()
    monkeypatch.setattr(connection, "cursor", cursor)
    monkeypatch.setattr("normandie.views.examine", examine)

    response = client.get("/healthz")

    cursor.assert_not_called()
    examine.assert_not_called()
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.fixture
def key(settings: Any) -> str:
    settings.HEALTH_KEY = secrets.token_hex(16)
    return settings.HEALTH_KEY


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "written",
    ["", "Bearer", "Bearer ", "Bearer {}x", "Bearer {:.31}", "{}", "bearer {}", "Basic {}", "é"],
)
def test_without_the_key_there_is_nothing(client: Client, key: str, written: str) -> None:
    header = {"HTTP_AUTHORIZATION": written.format(key)} if written else {}
    nothing = client.get("/xxx.txt?tout", **header)

    response = client.get("/healthz?tout", **header)

    assert (response.status_code, response.headers) == (404, nothing.headers)
    assert response.content.replace(b"/healthz", b"/xxx.txt") == nothing.content


@pytest.mark.parametrize("given", ["Bearer ", "Bearer", "Bearer None"])
def test_where_no_key_is_set_there_is_nothing_either(client: Client, given: str) -> None:
    assert settings.HEALTH_KEY == ""
    assert client.get("/healthz?tout", HTTP_AUTHORIZATION=given).status_code == 404


def told(client: Client, key: str) -> tuple[int, dict]:
    response = client.get("/healthz?tout", HTTP_AUTHORIZATION=f"Bearer {key}")
    assert "no-store" in response["Cache-Control"]
    lines = response.content.decode().splitlines()
    assert len(lines) == len(response.json()["checks"]) + 2  # one for each
    return response.status_code, response.json()


def test_the_watcher_is_told_of_each_part(
    client: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine = Finding(State.OK, "À l’heure.", 3, 500, "ms")
    line = {"state": "ok", "words": "À l’heure.", "figure": 3, "limit": 500, "unit": "ms"}
    ours = {"a": lambda: fine}
    monkeypatch.setattr("core.health_checks.CHECKS", ours)
    assert told(client, key) == (200, {"status": "ok", "checks": [{"check": "a"} | line]})

    ours["b"] = lambda: Finding(State.WARNING, "Bientôt.")
    code, said = told(client, key)
    assert (code, said["status"]) == (200, "warning")
    assert [each["check"] for each in said["checks"]] == ["a", "b"]

    ours["c"] = Mock(side_effect=OperationalError("postgres://somebody:secret@machine"))
    code, said = told(client, key)
    assert (code, said["status"]) == (503, "failing")
    assert said["checks"][2]["words"] == "OperationalError"
    assert {"check": "a"} | line in said["checks"]


@pytest.mark.usefixtures("shared_database")
def test_each_part_of_a_site_that_has_just_been_installed_answers(client: Client, key: str) -> None:
    code, said = told(client, key)

    names = {each["check"] for each in said["checks"]}
    not_yet = {name for name in names if name.startswith("jobs.")}  # no timer has run
    assert {each["check"] for each in said["checks"] if each["state"] == "failing"} == not_yet
    assert len(names - not_yet) > 10
    assert (code, said["status"]) == (503, "failing")


@pytest.mark.usefixtures("shared_database")
def test_a_database_that_is_away_leaves_the_rest_to_answer(
    client: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = Mock(side_effect=OperationalError("FATAL: password of somebody"))
    with monkeypatch.context() as broken:
        broken.setattr(type(connections["default"]), "get_new_connection", away)
        code, said = told(client, key)

    states = {each["check"]: each for each in said["checks"]}
    assert code == 503
    assert {"database", "mails.waiting", "jobs.daily", "tasks.default", "search.pages"} <= {
        name for name, each in states.items() if each["words"] == "OperationalError"
    }
    assert {states[name]["state"] for name in ("cache", "disk.media", "disk.private")} == {"ok"}
    assert "somebody" not in str(said)


@pytest.mark.parametrize(("given", "messages"), [("", 0), ("a" * 31, 1), ("a" * 32, 0)])
def test_a_key_that_could_be_guessed_is_refused(settings: Any, given: str, messages: int) -> None:
    settings.HEALTH_KEY = given

    assert [each.id for each in health_key_is_a_secret()] == ["normandie.E005"] * messages


@pytest.mark.parametrize("address", ["/healthz", "/robots.txt"])
def test_machines_may_only_read(client: Client, address: str) -> None:
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_robots_are_kept_out_of_the_admin_and_of_filters(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /annuaire/*?" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_robots_follow_the_directory_to_another_address(client: Client) -> None:
    directory = DirectoryPageFactory()
    directory.slug = "lieux"
    directory.save()
    assert "Disallow: /lieux/*?" in client.get("/robots.txt").content.decode()

    directory.unpublish()
    assert "lieux" not in client.get("/robots.txt").content.decode()


def test_sitemap_lists_published_pages_only(client: Client) -> None:
    place = PlacePageFactory(title="Espace ouvert")
    draft = PlacePageFactory(title="Espace à venir", live=False)

    response = client.get("/sitemap.xml")
    addresses = {
        node.text for node in ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")
    }

    assert place.full_url in addresses
    assert DirectoryPageFactory().full_url in addresses
    assert not any(draft.slug in address for address in addresses)
