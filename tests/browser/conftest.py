"""A real Chromium on the site.

Fixtures: ``server``, ``open_page``, ``open_admin``, ``page``, ``call``, ``demo_places``,
``demo_events``, ``demo_pages``, ``demo_calls``, ``demo_site``. The last five are made once for all
the tests of a module, each of which undoes what it changes of them. Each test here is marked
``browser`` and ``django_db``.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from ami.models import CallPage, CallsPage
from directory.coverage.first_page import create_coverage
from directory.models import PlacePage
from events.models import EventPage
from normandie.accessibility.first_page import create_declaration
from normandie.editorial.models import StandardPage
from normandie.frame.site_map import create_site_map
from normandie.panorama.first_page import create_panorama
from tests.browser.calls import make_demo_calls
from tests.browser.chromium import installed_chromium, what_is_missing
from tests.browser.dossiers import an_open_call
from tests.browser.events import make_demo_events
from tests.browser.pages import (
    make_demo_equipment,
    make_demo_pages,
    make_demo_partners,
    make_demo_schemes,
)
from tests.browser.places import make_demo_places
from tests.browser.server import Server
from tests.browser.watched_page import PATIENCE, WatchedPage
from tests.factories import HomePageFactory, UserFactory
from tests.optional import skip_without

HERE = Path(__file__).parent
FLAGS = [
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Whatever a page asks of another machine finds none.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)
    if "contrast" not in config.option.markexpr:
        nightly = [item for item in items if item.get_closest_marker("contrast")]
        config.hook.pytest_deselected(items=nightly)
        items[:] = [item for item in items if item not in nightly]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Before anything is made for the test: where there is no browser, it costs nothing."""
    if missing := what_is_missing():
        skip_without(missing)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread, so Django believes that queries are made from
    # asynchronous code. They are not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    browser = playwright.chromium.launch(
        executable_path=installed_chromium(), args=[*FLAGS, *(["--no-sandbox"] if root else [])]
    )
    yield browser
    browser.close()


@pytest.fixture
def server(db: None, indexed: None, settings: object) -> Iterator[str]:
    """Address of the site, without a final slash. It serves ``/styleguide/`` too.

    The tiles of its maps come from the same server by another name, so from another origin.
    """
    site = Server()
    settings.ROOT_URLCONF = "tests.browser.urls"
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {
        "url": f"http://localhost:{site.port}/tuiles/{{z}}/{{y}}/{{x}}.png"
    }
    with site:
        yield site.url


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open pages of the site: ``open_page(path, javascript=True, scheme="light", width=1280)``.

    The test fails at its end if a page wrote an error to the console, raised one, or asked
    anything of another machine.
    """
    watched: list[WatchedPage] = []

    def open_page(path: str = "/", **options: object) -> Page:
        watched.append(WatchedPage(browser, server, **options))
        watched[-1].page.goto(path)
        return watched[-1].page

    yield open_page
    for page in watched:
        page.close()
    problems = [problem for page in watched for problem in page.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def open_admin(open_page: Callable[..., Page], server: str) -> Callable[..., Page]:
    """Open pages of the admin, signed in: ``open_admin(path, width=1280)``, as ``open_page``.

    As *user*, or as a superuser.
    """

    def open_admin(path: str, *, user: Any = None, **options: object) -> Page:
        client = Client()
        client.force_login(user or UserFactory(is_superuser=True))
        # Wagtail saves drafts as one types, and answers 400 to a form that is not complete yet.
        page = open_page("/healthz", **{"expected_errors": (400,)} | options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}]
        )
        # The admin tells the server that one leaves: here the test is over, and its data with it.
        page.add_init_script("navigator.sendBeacon = () => true")
        page.goto(path)
        return page

    return open_admin


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page with JavaScript, in the light theme, 1 280 pixels wide, at « / »."""
    return open_page("/")


@pytest.fixture(scope="module")
def demo_places(made_once: Callable) -> list[PlacePage]:
    """A dozen places as different as they come, around Caen, Rouen and Saint-Lô.

    With them, the pages that every site has: declaration of accessibility and plan.
    """

    def make() -> list[PlacePage]:
        places = make_demo_places()
        create_declaration(HomePageFactory())
        create_site_map(HomePageFactory())
        create_coverage(HomePageFactory())
        create_panorama(HomePageFactory())
        return places

    return made_once(make)


@pytest.fixture(scope="module")
def demo_events(made_once: Callable, demo_places: list[PlacePage]) -> list[EventPage]:
    """Events of two places, and the agenda."""
    return made_once(lambda: make_demo_events(demo_places[-1]))


@pytest.fixture(scope="module")
def demo_pages(made_once: Callable, demo_places: list[PlacePage]) -> list[StandardPage]:
    """Editorial pages: one with every block, one that is easy to read."""
    return made_once(make_demo_pages)


@pytest.fixture(scope="module")
def demo_calls(made_once: Callable, demo_places: list[PlacePage]) -> CallsPage:
    """A call that closes soon, one to come, one answered."""
    return made_once(make_demo_calls)


@pytest.fixture(scope="module")
def demo_schemes(made_once: Callable) -> None:
    """Schemes, and a subvention that one of them gave."""
    made_once(make_demo_schemes)


@pytest.fixture(scope="module")
def demo_equipment(demo_places: object, made_once: Callable) -> None:
    """What is lent, what is tried, and the self-check."""
    made_once(make_demo_equipment)


@pytest.fixture(scope="module")
def demo_partners(made_once: Callable, demo_places: list[PlacePage]) -> None:
    """A partner of today, one of before."""
    made_once(make_demo_partners)


@pytest.fixture(scope="module")
def demo_site(
    demo_events: list[EventPage],
    demo_pages: list[StandardPage],
    demo_calls: CallsPage,
    demo_schemes: None,
    demo_equipment: None,
    demo_partners: None,
) -> None:
    """The places, events, pages, calls, schemes, equipment and partners."""


@pytest.fixture
def call(db: None) -> CallPage:
    """A call that is open today."""
    return an_open_call()
