"""Another site, on this machine: every answer that a link may get."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

STATUSES = {"/absent": 404, "/disparu": 410, "/panne": 500, "/interdit": 403}
REDIRECTIONS = {
    "/ancien": "/bon",
    "/boucle": "/boucle-2",
    "/boucle-2": "/boucle",
    "/crochet": "http://[",
    "/crochets": "//[",
}
SLOW = 3  # seconds
POLL = 0.01  # seconds between two looks at whether to stop


class Elsewhere(BaseHTTPRequestHandler):
    """Answers by the path; what it was asked is kept by the server in ``asked``."""

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path, time.monotonic()))
        if self.path == "/lent":
            time.sleep(SLOW)
        status = STATUSES.get(self.path, 200)
        if self.path == "/sans-head" and self.command == "HEAD":
            status = 405
        target = REDIRECTIONS.get(self.path)
        self.send_response(302 if target else status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def elsewhere() -> Iterator[ThreadingHTTPServer]:
    """Serve that site; its address is in ``url``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.daemon_threads = True
    server.asked = []
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, args=[POLL], daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
