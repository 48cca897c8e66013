"""The figures of the health of the site, as Prometheus asks them of this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from io import StringIO

import pytest
from django.conf import settings as project
from django.core.management import call_command
from prometheus_client import CollectorRegistry, generate_latest

from core import health_checks
from core.health_checks import Finding, State
from core.management.commands.metrics import HealthCollector

START = 60.0  # seconds that the command may take to start


def test_each_state_figure_and_limit_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = {
        "disk.media": Finding(State.WARNING, "600\u00a0Mo libres.", 600, 2_000, "Mo"),
        "database": Finding(State.FAILING, "OperationalError"),
        "mails.failed": Finding(State.OK, "Rien.", 0, 1),
    }
    ours = {name: lambda found=found: found for name, found in findings.items()}
    monkeypatch.setattr(health_checks, "CHECKS", ours)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(HealthCollector())

    given = generate_latest(registry).decode().splitlines()

    assert [line for line in given if not line.startswith("#")] == [
        'normandie_health_state{check="database"} 2.0',
        'normandie_health_state{check="disk.media"} 1.0',
        'normandie_health_state{check="mails.failed"} 0.0',
        'normandie_health_figure{check="disk.media",unit="Mo"} 600.0',
        'normandie_health_figure{check="mails.failed",unit=""} 0.0',
        'normandie_health_limit{check="disk.media",unit="Mo"} 2000.0',
        'normandie_health_limit{check="mails.failed",unit=""} 1.0',
    ]


def test_without_a_port_it_says_so_and_ends_so_that_its_unit_may_be_enabled() -> None:
    out = StringIO()

    call_command("metrics", stdout=out)

    assert "METRICS_PORT" in out.getvalue()


@pytest.fixture
def port() -> Iterator[int]:
    """Where the command of a site without database listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    variables = {
        "METRICS_PORT": str(number),
        "DATABASE_URL": "sqlite:////nowhere/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "normandie.settings.dev",
        "PYTHONUNBUFFERED": "1",
    }
    command = subprocess.Popen(
        [sys.executable, "manage.py", "metrics"],
        cwd=project.BASE_DIR,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert command.stdout is not None
        assert command.stdout.readline() == f"http://127.0.0.1:{number}/metrics\n"
        yield number
        command.send_signal(signal.SIGTERM)
        assert command.wait(START) == -signal.SIGTERM
    finally:
        command.kill()
        command.wait()
        command.stdout.close()


def test_prometheus_is_answered_on_the_loopback_alone(port: int) -> None:
    begun = time.monotonic()
    asked = HTTPConnection("127.0.0.1", port, timeout=START)
    asked.request("GET", "/metrics")
    answer = asked.getresponse()
    given = answer.read().decode()
    asked.close()

    assert (answer.status, answer.headers.get_content_type()) == (200, "text/plain")
    assert 'normandie_health_state{check="database"} 2.0' in given
    assert 'normandie_health_state{check="disk.media"}' in given
    assert "nowhere" not in given
    assert time.monotonic() - begun < START
    assert listening_addresses(port) == {"127.0.0.1"}


def listening_addresses(port: int) -> set[str]:
    """The addresses of this machine where *port* is taken, of those that Linux lets us see."""
    with open("/proc/net/tcp") as table:
        rows = [line.split() for line in table.readlines()[1:]]
    # Written in hexadecimal, the last byte first; 0A: it listens.
    local = [row[1].split(":") for row in rows if row[3] == "0A"]
    return {
        socket.inet_ntoa(bytes.fromhex(address)[::-1])
        for address, number in local
        if int(number, 16) == port
    }
