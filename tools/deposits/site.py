"""The site under load: its processes, and what is killed of them."""

import json
import os
import random
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tools.processes import GUNICORN, KeptRunning, Program, children, free_port

WEB, WORKER, CHILD = "gunicorn", "worker", "a process of gunicorn"
STEPS = ("-m", "tools.deposits.steps")


@dataclass
class Site(KeptRunning):
    """gunicorn and the worker on one *database*, which write to a mail server on *mail_port*."""

    programs: dict[str, Program] = field(
        default_factory=lambda: {WEB: Program(GUNICORN), WORKER: Program((*STEPS, "worker"))}
    )
    database: str = ""
    port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
    killed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.variables = {
            "DATABASE_URL": self.database,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "DJANGO_SETTINGS_MODULE": "tools.deposits.settings",
            "DEPOSITS_RUN": str(self.port),
            "BIND": f"127.0.0.1:{self.port}",
        }

    def step(self, *arguments: str) -> str:
        """Run one of ``tools.deposits.steps`` to its end, and return what it prints."""
        return self.run(*STEPS, *arguments)

    def counts(self) -> dict[str, Any]:
        counted: dict[str, Any] = json.loads(self.step("count"))
        return counted

    def kill_one(self, chance: random.Random) -> None:
        """Kill at random: all of gunicorn's master, one of its processes, or the worker."""
        what = chance.choice([WEB, CHILD, WORKER, WORKER])
        process = self.running[WORKER if what == WORKER else WEB]
        victims = children(process.pid) if what == CHILD else [process.pid]
        with suppress(ProcessLookupError, IndexError):
            os.kill(chance.choice(victims), signal.SIGKILL)
            self.killed.append(what)
