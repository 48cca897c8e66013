"""What the site stands on, as processes that a test freezes, stops and starts again."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.s3 import Store
from tools.processes import answers, children, free_port, wait_until

PATIENCE = 60  # seconds
REDIS = shutil.which("redis-server")


def postgres_tools() -> Path | None:
    """Return the folder of the newest PostgreSQL of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    return found[-1].parent if found else None


def _version(path: Path) -> int:
    return int(path.parents[1].name)


@dataclass
class Engine:
    """A server on *port*; ``leaving`` is the signal by which its service stops it."""

    name: str
    command: list[str]
    port: int
    leaving: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    held: list[int] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if not wait_until(lambda: answers(self.port), PATIENCE, every=0.1):
            raise TimeoutError(f"{self.name} does not start")

    def freeze(self) -> None:
        """Have it take connections, and say no word; its own processes too."""
        assert self.process
        self.held = [self.process.pid, *children(self.process.pid)]
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)
        self.held = []

    def _signal(self, sent: signal.Signals) -> None:
        for pid in self.held:
            try:
                os.kill(pid, sent)
            except ProcessLookupError:
                continue

    def stop(self) -> None:
        if self.process is None:
            return
        self.thaw()
        self.process.send_signal(self.leaving)
        self.process.wait(PATIENCE)
        self.process = None


@dataclass
class StoreEngine:
    """The S3 store, as the others are."""

    store: Store
    name: str = "store"

    def start(self) -> None:
        self.store.start()

    def freeze(self) -> None:
        self.store.break_down("frozen")

    def thaw(self) -> None:
        self.store.mend()

    def stop(self) -> None:
        self.store.break_down("stopped")
        self.store.is_whole = True


def redis(folder: Path) -> Engine:
    port = free_port()
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    return Engine("redis", [str(REDIS), "--port", str(port), *options], port)


@contextmanager
def postgresql(model: dict[str, Any]) -> Iterator[tuple[Engine, str]]:
    """Start a PostgreSQL with a copy of the database *model*; give it and its address.

    It is one of its own: that of the tests has other tests, which are not to be frozen.
    """
    tools = postgres_tools()
    assert tools
    with tempfile.TemporaryDirectory(prefix="normandie-pg-") as home:
        folder, port = Path(home), free_port()
        user: list[str] = []
        if os.geteuid() == 0:  # which PostgreSQL refuses
            shutil.chown(folder, "postgres")
            user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        made = [*user, str(tools / "initdb"), "-D", f"{folder}/data", "-U", "normandie"]
        subprocess.run(
            [*made, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
        options = [option for each in settings for option in ("-c", each)]
        command = [*user, str(tools / "postgres"), "-D", f"{folder}/data", "-p", str(port)]
        # « fast », as its service does: the default waits for who is connected to leave.
        engine = Engine("postgresql", [*command, *options], port, leaving=signal.SIGINT)
        engine.start()
        try:
            url = f"postgres://normandie@127.0.0.1:{port}/site"
            _copy(tools, model, url)
            yield engine, url
        finally:
            engine.stop()


def _copy(tools: Path, model: dict[str, Any], url: str) -> None:
    """Copy *model* into the new database at *url*."""
    admin = url.removesuffix("/site") + "/postgres"

    def is_made() -> bool:
        try:
            with psycopg.connect(admin, autocommit=True) as server:
                server.execute("CREATE DATABASE site")
        except psycopg.OperationalError:  # it takes connections before it is ready
            return False
        return True

    if not wait_until(is_made, PATIENCE, every=0.2):
        raise TimeoutError("PostgreSQL is not ready")
    access = ["-h", str(model["HOST"]), "-p", str(model["PORT"] or 5432), "-U", model["USER"]]
    dump = subprocess.run(
        [str(tools / "pg_dump"), *access, "--no-owner", model["NAME"]],
        env=os.environ | {"PGPASSWORD": model["PASSWORD"] or ""},
        stdout=subprocess.PIPE,
        check=True,
    )
    subprocess.run(
        [str(tools / "psql"), "-q", "-d", url],
        input=dump.stdout,
        stdout=subprocess.DEVNULL,
        check=True,
    )
