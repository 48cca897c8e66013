"""A store on this machine that takes, gives and erases objects as S3 does, and checks no key."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Store(ThreadingHTTPServer):
    """``objects`` by address; ``is_failing`` answers 403 to all."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.acls: set[str] = set()
        self.is_failing = False

    @property
    def url(self) -> str:
        return f"s3://cle:secr%2Fet@127.0.0.1:{self.server_port}/seau/essai?region=fr-par&http=1"


class _Handler(BaseHTTPRequestHandler):
    server: Store

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", "Sun, 29 Nov 2026 12:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.is_failing:
            self._answer(403)
            return
        self.server.objects[self.path] = content
        self.server.acls.add(self.headers["x-amz-acl"])
        self._answer(200)

    def do_GET(self) -> None:
        content = self.server.objects.get(self.path)
        status = 403 if self.server.is_failing else 200 if content is not None else 404
        self._answer(status, content if status == 200 else b"")

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.path, None)
        self._answer(204)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def store() -> Iterator[Store]:
    """Serve on a free port of the loopback, and stop with the block."""
    server = Store()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(2)
