"""The processes of the site: started, killed without a word, started again."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WEB, WORKER, CHILD = "gunicorn", "worker", "a process of gunicorn"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Site:
    """gunicorn and the worker on one *database*, which write to a mail server on *mail_port*."""

    database: str
    port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
    killed: list[str] = field(default_factory=list)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": self.database,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "DJANGO_SETTINGS_MODULE": "tools.deposits.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DEPOSITS_RUN": str(self.port),
            "BIND": f"127.0.0.1:{self.port}",
        }

    def step(self, *arguments: str) -> str:
        """Run one of ``tools.deposits.steps`` to its end, and return what it prints."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tools.deposits.steps", *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            check=True,
        )
        return done.stdout.decode()

    def counts(self) -> dict[str, Any]:
        counted: dict[str, Any] = json.loads(self.step("count"))
        return counted

    def start(self, name: str) -> None:
        command = {
            WEB: ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "normandie.wsgi"],
            WORKER: ["-m", "tools.deposits.steps", "worker"],
        }[name]
        self.running[name] = subprocess.Popen(  # noqa: S603
            [sys.executable, *command], cwd=ROOT, env=self.environment(), stderr=subprocess.DEVNULL
        )

    def keep_running(self) -> None:
        """Start again whatever ends, as systemd does, until ``stop``."""
        for name in (WEB, WORKER):
            self.start(name)
        while not self.stopping.wait(0.5):
            for name, process in list(self.running.items()):
                if process.poll() is not None and not self.stopping.is_set():
                    self.start(name)

    def kill_one(self, chance: random.Random) -> None:
        """Kill at random: all of gunicorn's master, one of its processes, or the worker."""
        what = chance.choice([WEB, CHILD, WORKER, WORKER])
        process = self.running[WORKER if what == WORKER else WEB]
        victims = _children(process.pid) if what == CHILD else [process.pid]
        with suppress(ProcessLookupError, IndexError):
            os.kill(chance.choice(victims), signal.SIGKILL)
            self.killed.append(what)

    def stop(self) -> None:
        self.stopping.set()
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(90)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(each) for each in listed.split()]


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_until(done: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.5)
    return True
