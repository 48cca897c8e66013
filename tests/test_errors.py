"""Errors are told to a real collector on the loopback, without anything of who met them."""

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import brotli
import pytest
from django.conf import settings as project

from core.logs import MASK
from normandie.checks import errors_travel_encrypted
from normandie.errors import without_people
from tests.failing_site import SECRETS

READERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
KEY = "0123456789abcdef0123456789abcdef"


@dataclass
class Collector:
    """What came to it: each envelope as it travelled, and the events in them."""

    port: int = 0
    received: list[str] = field(default_factory=list)

    @property
    def dsn(self) -> str:
        return f"http://{KEY}@127.0.0.1:{self.port}/7"

    def items(self) -> list[tuple[dict, dict]]:
        """Each thing that was sent: what it says that it is, and itself."""
        found = []
        for envelope in self.received:
            lines = envelope.splitlines()[1:]
            found += [
                (json.loads(head), json.loads(body))
                for head, body in zip(lines[::2], lines[1::2], strict=True)
            ]
        return found

    def event(self, kind: str) -> dict[str, Any]:
        """The only event whose last exception, or whose logger, is *kind*."""
        (event,) = [each for _, each in self.items() if kind in name_of(each)]
        return event


def name_of(event: dict[str, Any]) -> list[str]:
    raised = event.get("exception", {}).get("values", [])
    return [raised[-1]["type"]] if raised else [event["logger"]]


@pytest.fixture
def collector() -> Iterator[Collector]:
    ours = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(0.2)  # it is far away: a process that ends waits for it
            ours.received.append(READERS[self.headers.get("Content-Encoding")](body).decode())
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        ours.port = server.server_address[1]
        Thread(target=server.serve_forever, daemon=True).start()
        yield ours
        server.shutdown()


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    """Have the site broken in a process of its own: what is told then is told by all of it."""
    return subprocess.run(
        [sys.executable, "-m", "tests.failing_site", *arguments],
        cwd=project.BASE_DIR,
        env={name: value for name, value in os.environ.items() if name != "SENTRY_DSN"}
        | {"DATABASE_URL": "sqlite://:memory:", "PYTHONPATH": python_path()}
        | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def python_path() -> str:
    inherited = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(["site", *filter(None, [inherited])])


def test_what_is_told_of_an_error_holds_nothing_of_who_met_it(collector: Collector) -> None:
    ended = run(SENTRY_DSN=collector.dsn)

    assert ended.stdout == "500 Internal Server Error True\n", ended.stderr
    assert "KeyError" in ended.stderr  # the journal has it as before
    everything = "\n".join(collector.received)
    assert "KeyError" in everything
    assert [name for name, secret in SECRETS.items() if secret in everything] == []
    for others in ('"vars"', "breadcrumbs", '"user"', "headers", "server_name", "argv", "cookies"):
        assert others not in everything
    assert {head["type"] for head, _ in collector.items()} == {"event"}


def test_it_is_enough_to_find_where_the_site_breaks(collector: Collector) -> None:
    run(SENTRY_DSN=collector.dsn)

    event = collector.event("KeyError")
    cause, raised = event["exception"]["values"]
    assert (cause["type"], raised["type"]) == ("ValueError", "KeyError")
    frame = raised["stacktrace"]["frames"][-1]
    assert frame["function"] == "breaks"
    assert "raise KeyError" in frame["context_line"]
    assert event["request"] == {"method": "POST", "url": f"/dossier/{MASK}"}
    assert event["transaction"] == f"/dossier/{MASK}"
    assert collector.event("core.somewhere")["logentry"] == {"message": f"lost: /dossier/{MASK}"}
    assert collector.event("package")["logentry"] == {"message": "refused %s"}
    names = [name for _, event in collector.items() for name in name_of(event)]
    assert sorted(names) == ["KeyError", "core.somewhere", "package"]  # each once


def test_a_command_that_breaks_is_told_too(collector: Collector) -> None:
    ended = run("--ends-badly", SENTRY_DSN=collector.dsn)

    assert ended.returncode == 1
    assert "value" not in collector.event("RuntimeError")["exception"]["values"][0]
    assert "transaction" not in collector.event("RuntimeError")


def test_without_a_collector_nothing_is_loaded_nor_told(collector: Collector) -> None:
    ended = run()

    assert ended.stdout == "500 Internal Server Error False\n", ended.stderr
    assert collector.received == []


@pytest.mark.parametrize(
    ("logger", "message", "params", "told"),
    [
        ("core.mail", "lost: %s", ["x"], f"lost: /dossier/{MASK}"),
        ("package", "lost in /avis/x %s", ["x"], f"lost in /avis/{MASK} %s"),
        ("package.part", "lost: Jeanne", [], "package.part"),
        ("package.part", "lost: Jeanne", None, "package.part"),
        ("corepackage", "lost: Jeanne", [], "corepackage"),
    ],
)
def test_what_a_package_has_put_into_its_words_does_not_leave(
    logger: str, message: str, params: list | None, told: str
) -> None:
    entry = {"message": message, "params": params, "formatted": "lost: /dossier/x"}

    event = without_people({"logger": logger, "logentry": entry}, {})

    assert event["logentry"] == {"message": told}


def test_a_path_is_no_name_of_a_transaction() -> None:
    asked = {"transaction": "/avis/x/", "transaction_info": {"source": "url"}}
    assert without_people(asked, {}) == {}

    asked["transaction_info"]["source"] = "route"
    assert without_people(asked, {}) == {"transaction": f"/avis/{MASK}"}


@pytest.mark.parametrize(
    ("dsn", "messages"),
    [
        ("", 0),
        (f"https://{KEY}@errors.exemple.fr/1", 0),
        (f"http://{KEY}@127.0.0.1:8000/1", 0),
        (f"http://{KEY}@errors.exemple.fr/1", 1),
    ],
)
def test_errors_leave_this_machine_encrypted(settings: Any, dsn: str, messages: int) -> None:
    settings.SENTRY_DSN = dsn

    assert [each.id for each in errors_travel_encrypted()] == ["normandie.E006"] * messages
