"""Many deeds, workers killed at any moment, a mail server that stops: each mail leaves once."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from directory.models import PlacePage
from tests.core.mail.smtp_server import SmtpServer, smtp_server
from tests.factories import PlacePageFactory

DEEDS = 12
# A report tells the team; a complaint its author twice and the team; a request and a notice one.
MAILS = DEEDS * 6


@pytest.fixture
def database_apart(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[str]:
    """The address of a copy of the test database with one place: other processes commit in it."""
    with django_db_blocker.unblock():
        place = PlacePageFactory()
        try:
            yield from copy_of_the_database(tmp_path)
        finally:
            PlacePage.objects.get(pk=place.pk).delete()


@pytest.fixture
def start(database_apart: str) -> Iterator[Callable[[str, int, SmtpServer], subprocess.Popen]]:
    """Start a part of the site in a process of its own, which is killed with the test."""
    started: list[subprocess.Popen] = []

    def start(part: str, number: int, server: SmtpServer) -> subprocess.Popen:
        environment = os.environ | {
            "DATABASE_URL": database_apart,
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "DJANGO_SETTINGS_MODULE": "tests.core.mail.burst_settings",
            "PYTHONPATH": "site",
        }
        command = [sys.executable, "-m", "tests.core.mail.burst", part, str(number)]
        started.append(subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()


def copy_of_the_database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        copy = folder / "burst.sqlite3"
        with sqlite3.connect(copy) as target:
            connection.connection.backup(target)
        yield f"sqlite:///{copy}"
        return
    own = connection.settings_dict
    connection.close()  # PostgreSQL copies no database that is in use
    server = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "dbname": "postgres"}
    name = f"{own['NAME']}_burst"
    with psycopg.connect(**server, password=own["PASSWORD"], autocommit=True) as other:
        other.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own["NAME"]}"')
        try:
            yield f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{name}"
        finally:
            other.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def kill_at_random(
    workers: list[subprocess.Popen], start: Callable[..., subprocess.Popen], server: SmtpServer
) -> int:
    """Kill three workers at any moment, each replaced; return how many were still at work."""
    killed = 0
    for turn in range(3):
        time.sleep(1 + random.random())  # noqa: S311
        victim = workers.pop(0)
        killed += victim.poll() is None
        victim.kill()
        victim.wait()
        server.fault = ("MAIL", "close") if turn == 1 else None
        workers.append(start("worker", 60, server))
    return killed


def test_each_mail_leaves_once_whoever_is_killed(
    start: Callable[[str, int, SmtpServer], subprocess.Popen],
) -> None:
    with smtp_server() as server:
        server.fault = ("CONNECT", "close")  # away while the deeds are done
        assert start("deeds", DEEDS, server).wait(120) == 0
        workers = [start("worker", 60, server) for _ in range(3)]
        time.sleep(1)
        server.slow = 0.05
        server.fault = None
        killed = kill_at_random(workers, start, server)
        assert [each.wait(90) for each in workers] == [0, 0, 0]

        assert len(server.ids) == MAILS
        assert not [to for to, _ in server.accepted if "annule" in to]
        # One that was killed between the server's answer and its own mark may repeat one mail.
        assert sum(server.ids.values()) <= MAILS + killed
