"""Processes of a site on this machine: started, killed without a word, started again."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 90  # seconds, for what is asked to end
GUNICORN = ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "normandie.wsgi")


@dataclass
class Program:
    """A *command* of this Python, with the variables that it wants besides."""

    command: tuple[str, ...]
    variables: dict[str, str] = field(default_factory=dict)


@dataclass
class KeptRunning:
    """*programs* that are started again whenever they end, as systemd does; with *variables*.

    What they say goes to the file *said*, if there is one.
    """

    programs: dict[str, Program]
    variables: dict[str, str] = field(default_factory=dict)
    said: Path = Path(os.devnull)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def environment(self, name: str = "") -> dict[str, str]:
        own = self.programs[name].variables if name else {}
        path = {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
        return os.environ | path | self.variables | own

    def start(self, name: str) -> None:
        with self.said.open("ab") as said:
            self.running[name] = subprocess.Popen(  # noqa: S603
                [sys.executable, *self.programs[name].command],
                cwd=ROOT,
                env=self.environment(name),
                stderr=said,
            )

    def keep_running(self) -> None:
        """Start them, and again whatever ends, until ``stop``; then end them."""
        try:
            for name in self.programs:
                self.start(name)
            while not self.stopping.wait(0.5):
                for name, process in list(self.running.items()):
                    if process.poll() is not None:
                        self.start(name)
        finally:
            self._end()

    def run(self, *command: str) -> str:
        """Run a command of this Python to its end, and return what it prints."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            check=True,
        )
        return done.stdout.decode()

    def kill(self, name: str) -> None:
        """Kill it and all that it has started, as a machine that loses its power."""
        for pid in [self.running[name].pid, *children(self.running[name].pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """Have ``keep_running``, which alone starts and ends them, come to its end."""
        self.stopping.set()

    def _end(self) -> None:
        for process in self.running.values():
            process.terminate()
        for name, process in self.running.items():
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill(name)
                process.wait()


def children(pid: int) -> list[int]:
    """Return the processes that *pid* has started."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return []
    return [int(each) for each in listed.split()]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_until(done: Callable[[], bool], seconds: float, every: float = 0.5) -> bool:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True
