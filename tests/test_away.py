"""An engine that is away is told from an error of ours, by what its own driver raises."""

import logging
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from django.test import RequestFactory
from pytest_django import DjangoDbBlocker

from core.logs import AwayOnOneLine
from core.stored_files import StoreAway
from core.unavailable import DATABASE, STORE, failed, reason_of
from normandie.settings.databases import CONNECT_TIMEOUT, SILENCE, tuned

pytestmark = pytest.mark.usefixtures("any_database")


@pytest.fixture
def any_database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Those of these tests are made and gone with them."""
    with django_db_blocker.unblock():
        yield


def connect(database: dict[str, Any], query: str = "SELECT 1") -> BaseException:
    """Return what a *query* raises on a connection of its own to *database*."""
    connection = ConnectionHandler({"default": tuned(database)})["default"]
    try:
        with connection.cursor() as cursor, pytest.raises(OperationalError) as raised:
            cursor.execute(query)
    except OperationalError as error:
        return error
    finally:
        connection.close()
    return raised.value


def postgresql(port: int) -> dict[str, Any]:
    engine = "django.db.backends.postgresql"
    return {"ENGINE": engine, "NAME": "x", "USER": "x", "HOST": "127.0.0.1", "PORT": port}


def sqlite(path: Path) -> dict[str, Any]:
    options = {"timeout": 0, "init_command": ""}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


@pytest.mark.parametrize("is_frozen", [False, True])
def test_a_server_that_is_stopped_or_says_nothing_is_away_within_seconds(is_frozen: bool) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if is_frozen:
            server.listen()
        begun = time.monotonic()
        error = connect(postgresql(server.getsockname()[1]))

    assert time.monotonic() - begun < CONNECT_TIMEOUT + 5  # on a busy machine
    assert reason_of(error) == DATABASE


def test_a_file_that_cannot_be_opened_or_that_another_holds_is_away(tmp_path: Path) -> None:
    assert reason_of(connect(sqlite(tmp_path / "no" / "file"))) == DATABASE

    with closing(sqlite3.connect(tmp_path / "held")) as holding:
        holding.execute("CREATE TABLE a (b)")
        holding.execute("BEGIN EXCLUSIVE")
        error = connect(sqlite(tmp_path / "held"), "INSERT INTO a VALUES (1)")
    assert reason_of(error) == DATABASE


def test_what_the_code_asks_wrongly_is_an_error_of_ours(tmp_path: Path) -> None:
    error = connect(sqlite(tmp_path / "empty"), "SELECT * FROM absent")

    assert "no such table" in str(error)
    assert reason_of(error) == ""


def test_a_server_is_not_waited_for_longer_than_its_address_says() -> None:
    made = tuned(postgresql(5432) | {"OPTIONS": {"connect_timeout": 9}})

    assert made["OPTIONS"] == {"connect_timeout": 9, "tcp_user_timeout": SILENCE}
    assert made["CONN_HEALTH_CHECKS"]  # a connection that is kept may be to a server of before


class Answered(Exception):
    """What PostgreSQL itself says, with its code."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        *((code, DATABASE) for code in (None, "08006", "53300", "57P01", "57P03")),
        *((code, "") for code in ("57014", "40P01", "55P03", "53100")),
    ],
)
def test_a_lock_or_a_query_that_is_too_long_is_no_absence(code: str | None, reason: str) -> None:
    error = OperationalError()
    error.__cause__ = Answered(code)

    assert reason_of(error) == reason


def answer_to(error: Exception) -> Any:
    try:
        raise error
    except Exception:  # noqa: BLE001  (as Django calls it)
        return failed(RequestFactory().get("/"))


def test_the_page_says_which_and_when_to_come_back_and_needs_no_database() -> None:
    try:
        try:
            raise StoreAway
        except OSError as error:
            raise ValueError("of ours") from error
    except ValueError as error:
        response = answer_to(error)

    html = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "no-store" in response["Cache-Control"]
    assert STORE in html
    assert '<html lang="fr">' in html
    assert answer_to(ValueError("of ours")).status_code == 500
    assert answer_to(FileNotFoundError()).status_code == 500


def test_the_journal_says_it_on_one_line_and_keeps_the_trace_of_our_errors() -> None:
    def logged(error: Exception) -> logging.LogRecord:
        answer_to(error)
        trace = (type(error), error, error.__traceback__)
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s", ("/",), trace)
        assert AwayOnOneLine().filter(record)
        return record

    away, ours = logged(StoreAway()), logged(ValueError())

    assert (away.getMessage(), away.exc_info) == (f"/ ({STORE})", None)
    assert (ours.getMessage(), bool(ours.exc_info)) == ("/", True)


@pytest.mark.django_db
def test_it_is_met_from_a_page_whatever_raises_it(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any, **kwargs: Any) -> Callable:
        error = OperationalError()
        error.__cause__ = Answered(None)
        raise error

    client.raise_request_exception = False
    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", away)

    for address in ("/", "/annuaire/", "/nulle-part/"):
        response = client.get(address)
        assert (response.status_code, DATABASE in response.content.decode()) == (503, True), address
