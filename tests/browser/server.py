"""The site on a local port, inside the transaction of the test.

pytest-django's ``live_server`` needs a database that is emptied after each test, then filled again
with the territory and Wagtail's own rows: slow, and fragile on SQLite where threads lock each
other out. Here the server borrows the connection of the test and serves one request at a time, so
that the end of the test rolls everything back, on SQLite as on PostgreSQL.
"""

import mimetypes
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import TestCase
from django.test.testcases import QuietWSGIRequestHandler, _MediaFilesHandler

HOST = "127.0.0.1"


@cache
def static_file(path: str) -> tuple[list[tuple[str, str]], bytes] | None:
    """Return the headers and the bytes of a file that the pages of all tests ask, or None."""
    prefix = str(settings.STATIC_URL)
    found = finders.find(path.removeprefix(prefix)) if path.startswith(prefix) else None
    if found is None:
        return None
    content = Path(found).read_bytes()
    kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
    return [("Content-Type", kind), ("Content-Length", str(len(content)))], content


class OneRequestAtATime(_MediaFilesHandler):
    """Serve a whole response, and run what it left for after the commit, before the next one."""

    lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if file := static_file(environ["PATH_INFO"]):
            start_response("200 OK", file[0])
            return [file[1]]
        with self.lock, TestCase.captureOnCommitCallbacks(execute=True):
            response = super().__call__(environ, start_response)
            try:
                return [b"".join(response)]
            finally:
                if hasattr(response, "close"):
                    response.close()


class AtOnce(QuietWSGIRequestHandler):
    disable_nagle_algorithm = True  # or the browser waits 40 ms for the second half of each answer


class BorrowingServer(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """Leave the connection open: it is the test's."""


class Server:
    """The site, which runs in ``with``; its address is known before."""

    def __init__(self) -> None:
        self.connection = connections["default"]
        self.httpd = BorrowingServer(
            (HOST, 0), AtOnce, connections_override={"default": self.connection}
        )

    def __enter__(self) -> "Server":
        self.connection.inc_thread_sharing()
        self.httpd.set_app(OneRequestAtATime(WSGIHandler()))
        self.thread = threading.Thread(
            target=self.httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self.thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.httpd.shutdown()
        self.httpd.server_close()
        self.thread.join()
        self.connection.dec_thread_sharing()

    @property
    def url(self) -> str:
        """Address of the site, without a final slash."""
        return f"http://{HOST}:{self.port}"

    @property
    def port(self) -> int:
        return self.httpd.server_address[1]
