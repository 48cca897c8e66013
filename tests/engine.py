"""A real Elasticsearch for the tests that ask for one (``.ci/elasticsearch`` starts it)."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as site_settings
from elasticsearch import Elasticsearch, TransportError

from core.engine import client
from core.engine.feeding import rebuild, send_waiting
from core.engine.indexes import indexes
from tests.optional import skip_without
from tools.processes import free_port, wait_until

URL, HOME = "TEST_ELASTICSEARCH_URL", "TEST_ELASTICSEARCH_HOME"
STARTS_WITHIN = 240  # seconds, on a machine that does much else


def given(name: str) -> str:
    """Return a variable of the environment that names an Elasticsearch, or skip the test."""
    value = os.environ.get(name, "")
    if not value:
        skip_without(f"Elasticsearch, {name} is not set (.ci/elasticsearch starts one)")
    return value


def fill_engine() -> None:
    """Have the engine hold all that the tables hold."""
    for index in indexes():
        rebuild(index)
    send_waiting()


@pytest.fixture
def search_engine(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elasticsearch]:
    """A site that has a search engine, with indexes of its own, which are not made yet.

    It is waited for longer than on a site: a loaded machine is slow, not wrong.
    """
    monkeypatch.setattr(client, "PATIENCE", client.FEEDING_PATIENCE)
    prefix = f"tests-{uuid4().hex[:12]}"
    settings.ELASTICSEARCH_URL = f"{given(URL)}/?prefix={prefix}"
    client.breaker.answered()
    engine = Elasticsearch(given(URL))
    yield engine
    client.breaker.answered()
    names = list(engine.indices.get(index=f"{prefix}-*"))
    if names:
        engine.indices.delete(index=names)
    engine.close()


class Server:
    """An engine of its own, that a test freezes, stops and starts again with what it held."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [site_settings.BASE_DIR / ".ci/elasticsearch", "serve", given(HOME)]
        self.process = subprocess.Popen(
            [*command, self.folder, str(self.port)], start_new_session=True
        )
        if not wait_until(self._answers, STARTS_WITHIN, every=0.3):
            raise TimeoutError("Elasticsearch does not start")

    def _answers(self) -> bool:
        assert self.process
        assert self.process.poll() is None, "the server ended"
        with Elasticsearch(self.url, request_timeout=2, max_retries=0) as engine:
            try:
                engine.cluster.health(wait_for_status="yellow")
            except TransportError:
                return False
        return True

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            self._send(sign)
            self.process.wait(60)

    def _send(self, sign: signal.Signals) -> None:
        assert self.process
        os.killpg(self.process.pid, sign)  # its launcher, and Java


@contextmanager
def own_server() -> Iterator[Server]:
    """Give one that runs."""
    folder = Path(tempfile.mkdtemp(prefix="normandie-tests-"))
    folder.chmod(0o755)  # it does not run as root
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop(signal.SIGKILL)
        shutil.rmtree(folder)
