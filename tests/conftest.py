"""What holds for every test: strict templates, reference data, no trace left behind."""

import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest
from compressor.cache import cache as compressor_cache
from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import storages
from django.db import connection, connections
from django.template import engines
from pytest_django import DjangoDbBlocker

from core.forms import visitor_form
from tests.database import prepare, rows_left
from tests.engine import search_engine  # noqa: F401 -- pytest finds it here
from tests.factories import empty_the_site
from tests.patience import pytest_runtest_teardown  # noqa: F401 -- pytest finds it here
from tests.stores import s3, store_process  # noqa: F401 -- as fixtures
from tests.strict_templates import UndefinedVariable
from tests.threads import at_once
from tests.undone import undone_at_last

# Generated examples are the same at each run of the automatic checks, so that a failure there is
# never a surprise that goes away by itself; developers explore new ones.
hypothesis.settings.register_profile("developer", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that have a database: pytest-django gives none to the others.

    They run again on PostgreSQL, but for those that a mark says ask it nothing new.
    """
    for item in items:
        if item.get_closest_marker("one_engine"):
            continue
        asked = getattr(item, "fixturenames", ())
        if "django_db_setup" in asked or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going over all of Django again and again.

    As often as Python has it look for cycles, a ninth of the time of the tests goes there.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail() -> None:
    engines["django"].engine.string_if_invalid = UndefinedVariable()


@pytest.fixture(autouse=True, scope="session")
def mail_goes_through_the_outbox(django_test_environment: None) -> None:
    """What Django's tests set instead would let mails past it. ``tests.mails`` sends them."""
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"


@pytest.fixture(autouse=True, scope="session")
def compressor_keeps_its_cache(django_test_environment: None) -> None:
    """It takes the cache of the site as it is first asked: not that of a test that sets one up."""
    compressor_cache.get("")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Start from the database of ``tests.database``: territory, closed lists, home, directory.

    A test that commits (``transaction=True``) would empty every table: there is none.
    """
    with django_db_blocker.unblock():
        made = prepare()
        next(made)
    yield
    with django_db_blocker.unblock():
        next(made, None)


@pytest.fixture(scope="module")
def database_file(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path | None:
    """A copy of the database of the tests as a file, where SQLite has threads write in turn."""
    if connection.vendor != "sqlite":
        return None
    path = tmp_path_factory.mktemp("shared") / "db.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return path


@pytest.fixture
def shared_database(
    database_file: Path | None, db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A database where the threads of ``tests.threads`` write and commit.

    What they leave would be found by every test that follows: the one that left it fails.
    """
    if database_file:
        monkeypatch.setitem(connections.settings["default"], "NAME", database_file)
    [before] = at_once(rows_left, times=1)
    yield
    [after] = at_once(rows_left, times=1)
    left = {table: after[table] - rows for table, rows in before.items() if after[table] != rows}
    assert left == {}, "rows that the threads of this test have left, or taken, by table"


@pytest.fixture
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill a form in faster than the trap for robots allows."""
    monkeypatch.setattr(visitor_form, "MIN_SECONDS", -1)


@pytest.fixture
def empty_store() -> Iterator[Path]:
    """Where private files are: a test leaves none to the next."""
    folder = Path(storages["private"].location)
    yield folder
    for each in folder.rglob("*"):
        if each.is_file():
            each.unlink()


@pytest.fixture
def empty_site(db: None) -> None:
    """A site just installed: no home page, no directory."""
    empty_the_site()


@pytest.fixture(autouse=True)
def what_is_beside_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the transaction of the test; those of ``tests/test_writers.py`` start threads."""
    monkeypatch.setattr("core.background.start_thread", lambda work: work())


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    for name in caches:
        caches[name].clear()


@pytest.fixture
def indexed() -> None:
    """Ask that saving a page keeps the search index and the references, as on the real site."""


@pytest.fixture(autouse=True)
def indexes_left_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave Wagtail's two indexes alone, unless the test asks for ``indexed``.

    They take a third of the time of saving a page, and few tests read them. What ``made_once``
    makes is made before this, so it is in both.
    """
    if "indexed" not in request.fixturenames:
        left_alone = SimpleNamespace(enqueue=lambda *args: None)
        monkeypatch.setattr("wagtail.signal_handlers.update_reference_index_task", left_alone)
        monkeypatch.setattr("modelsearch.signal_handlers.insert_or_update_object_task", left_alone)


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable]:
    """Run what makes the rows that all the tests of a module start from.

    Each test undoes only what it changed itself; the rows go with the last one.
    """

    with undone_at_last(django_db_blocker) as make:
        yield make
