"""Two machines behind nginx: one PostgreSQL, Redis, Elasticsearch, S3 store and one worker.

People read, search, report, register, deposit and publish, alternately on the one and on the other,
while each of these is frozen, then stopped and started again, and each process of the site is
killed. MACHINES_AWAY says for how many seconds an engine is away.
"""

import json
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
import requests
from django.db import connection
from elasticsearch import Elasticsearch
from pytest_django import DjangoDbBlocker

from core.s3 import AWAY_SECONDS
from tests.core.mail.smtp_server import SmtpServer, smtp_server
from tests.engine import HOME, Server, own_server
from tests.machines.engines import REDIS, Engine, StoreEngine, postgres_tools, postgresql, redis
from tests.machines.people import (
    HOST,
    MACHINE,
    Story,
    carry,
    publish,
    read,
    register,
    report,
    search,
)
from tests.optional import skip_without
from tests.s3 import store
from tests.test_nginx import NGINX, Nginx
from tools.processes import GUNICORN, KeptRunning, Program, free_port, wait_until

DRAFTS = 60
AWAY = float(os.environ.get("MACHINES_AWAY", "5"))  # seconds
CALM = 3
PATIENCE = 90
STEPS = ("-m", "tests.machines.steps")
DEPOSITS = ("-m", "tools.deposits.steps")

pytestmark = [pytest.mark.slow, pytest.mark.database, pytest.mark.timeout(900 + 8 * AWAY)]


def what_is_missing() -> list[str]:
    found = {
        "DATABASE_URL of a PostgreSQL": connection.vendor == "postgresql",
        "postgresql": postgres_tools(),
        "redis-server": REDIS,
        "nginx": NGINX,
        f"{HOME} of an Elasticsearch": os.environ.get(HOME),
    }
    return [name for name, there in found.items() if not there]


@pytest.fixture(autouse=True)
def all_that_it_needs() -> None:
    skip_without(*what_is_missing())


class Front(Nginx):
    """nginx of deploy/ before two machines, which it asks in turn; it stands for HTTPS too."""

    def __init__(self, folder: Path, machines: list[int]) -> None:
        self.machines = machines
        super().__init__(folder)

    def _configuration(self, folder: Path) -> str:
        text = super()._configuration(folder)
        servers = "\n".join(f"server 127.0.0.1:{each} fail_timeout=0;" for each in self.machines)
        text, replaced = re.subn(r"server unix:[^;]*;", servers, text)
        assert replaced == 1
        return text.replace("X-Forwarded-Proto $scheme", "X-Forwarded-Proto https")


class Machines:
    """The whole: ``engines`` by name, ``site`` that is kept running, ``story`` that goes on."""

    story: Story

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        pg, database = stack.enter_context(postgresql(connection.settings_dict))
        cache = redis(folder)
        cache.start()
        stack.callback(cache.stop)
        kept = folder / "s3"
        kept.mkdir()
        files = stack.enter_context(store(kept))
        self.database = database
        self.search = stack.enter_context(own_server())
        self.engines: dict[str, Engine | StoreEngine | Server] = {
            # First: each process leaves it alone for a while, which passes with the others.
            "elasticsearch": self.search,
            "redis": cache,
            "store": StoreEngine(files),
            "postgresql": pg,
        }
        self.mails: SmtpServer = stack.enter_context(smtp_server())
        self.ports = [free_port(), free_port()]
        webs = {
            f"web {each}": Program(GUNICORN, {"BIND": f"127.0.0.1:{each}"}) for each in self.ports
        }
        worker = Program((*DEPOSITS, "worker"))
        self.site = KeptRunning(
            webs | {"worker": worker}, self._variables(cache, files.url), folder / "errors"
        )
        self.front = Front(folder, self.ports)
        stack.callback(self.front.stop)

    def _variables(self, cache: Engine, files: str) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "tests.machines.settings",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": HOST,
            "DATABASE_URL": f"{self.database}?conn_max_age=60",
            "CACHE_URL": f"rediscache://127.0.0.1:{cache.port}/0",
            "STORAGE_URL": files,
            "ELASTICSEARCH_URL": self.search.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mails.port}",
            "TRUSTED_PROXIES": "1",
            "FORMS_PER_HOUR": "10000",  # all come from this machine
            "STAFF_SECOND_FACTOR": "false",
            "UNSCANNED_FILES_SERVED": "true",
            "WEB_CONCURRENCY": "1",
        }

    def freeze(self, name: str) -> None:
        engine = self.engines[name]
        self._away(name, "frozen", engine.freeze, engine.thaw)

    def stop(self, name: str) -> None:
        engine = self.engines[name]
        self._away(name, "stopped", engine.stop, engine.start)

    def _away(
        self, name: str, how: str, leave: Callable[[], None], come_back: Callable[[], None]
    ) -> None:
        """Have an engine *leave* for a while."""
        if name == "elasticsearch":
            self.wait_for_search()
        self.story.phase = f"{name} {how}"
        leave()
        time.sleep(AWAY)
        if name == "elasticsearch":  # nobody waits for it
            assert wait_until(self._searches_are_answered, PATIENCE)
        come_back()
        if name == "postgresql":
            assert wait_until(self._database_answers, PATIENCE, every=0.2)
        if name == "store":
            time.sleep(AWAY_SECONDS)  # each process leaves it alone that long
        self.be_calm()

    def wait_for_search(self) -> None:
        """Do what the timer does until those who search are answered by Elasticsearch."""
        assert wait_until(self._engine_is_asked, 2 * PATIENCE)

    def _searches_are_answered(self) -> bool:
        """Whether somebody who searched since an engine is away has been answered meanwhile."""
        now = (self.story.phase, self.story.phase)
        return any(met.who == "searcher" and met.phases == now for met in list(self.story.met))

    def _engine_is_asked(self) -> bool:
        self.site.run("manage.py", "feed_search_engine")
        before = self._asked()
        time.sleep(1)
        return self._asked() > before

    def _asked(self) -> int:
        with Elasticsearch(self.search.url) as engine:
            told = engine.indices.stats(metric="search")
        return int(told["_all"]["primaries"]["search"]["query_total"])

    def kill(self, name: str) -> None:
        self.story.phase = f"{name} killed"
        killed = self.site.running[name]
        self.site.kill(name)
        killed.wait(PATIENCE)
        self.wait_for_machines()
        self.be_calm()

    def wait_for_machines(self) -> None:
        """Wait until each answers: gunicorn listens before it has read the site."""
        assert wait_until(lambda: all(map(_is_up, self.ports)), 2 * PATIENCE)

    def be_calm(self) -> None:
        """Leave what began before to its own part of the story."""
        time.sleep(1)
        self.story.phase = "calm"
        time.sleep(CALM)

    def _database_answers(self) -> bool:
        try:
            psycopg.connect(self.database, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running(folder: Path) -> Iterator[Machines]:
    """Give the whole, at work on a copy of the database of this process."""
    with ExitStack() as stack:
        made = Machines(folder, stack)
        places = json.loads(made.site.run(*STEPS, "prepare", str(DRAFTS)))
        made.story = Story(made.front.port, places)
        kept = stack.enter_context(ThreadPoolExecutor(1)).submit(made.site.keep_running)
        stack.callback(kept.result)
        stack.callback(made.site.stop)
        made.wait_for_machines()
        yield made


@pytest.fixture
def machines(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Machines]:
    with django_db_blocker.unblock(), running(tmp_path) as made:
        yield made


def _is_up(port: int) -> bool:
    try:
        url = f"http://127.0.0.1:{port}/healthz"
        return requests.get(url, headers=MACHINE, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def test_nobody_loses_anything_while_each_thing_is_away_in_turn(machines: Machines) -> None:
    story = machines.story
    roles = (read, read, search, report, register, carry)
    with ThreadPoolExecutor(len(roles) + 1) as people:
        tasks = [people.submit(each, story) for each in roles]
        tasks.append(people.submit(publish, story, machines.ports))
        try:
            machines.be_calm()
            for name in machines.engines:
                machines.freeze(name)
            for name in machines.engines:
                machines.stop(name)
            machines.wait_for_search()
            for name in machines.site.programs:
                machines.kill(name)
        finally:
            story.ending.set()
        for task in tasks:
            task.result(PATIENCE * 2)

    # Whoever looks at the site is always answered, and told so where the database is away.
    wrong = [met for met in story.met if not met.is_right]
    assert not wrong, "\n".join(map(str, wrong))
    visitors = {"reader", "searcher"}  # what a reader is answered may be that of the last minute
    assert {met.status for met in story.met if met.who in visitors} == {200, 503}
    assert story.done.get("missing words", []) == []
    assert story.done.get("unseen changes", []) == []
    assert len(story.done["changes"]) > 3

    # What was said to be taken is there, once; and nothing else is.
    counted = json.loads(machines.site.run(*STEPS, "count"))
    assert counted["reports"] == sorted(story.done["reports"])
    assert counted["registrations"] == sorted(story.done["registrations"])
    assert counted["attachments"] == sorted(story.done["deposits"])
    assert (counted["deposited"], counted["are_in_a_row"]) == (len(story.done["deposits"]), True)
    assert counted["are_whole"]
    assert min(len(story.done[each]) for each in ("reports", "registrations", "deposits")) > 3

    # Each mail leaves, once: but one that was leaving as its mark was lost (decision 17).
    assert wait_until(machines_have_sent(machines), PATIENCE, every=2)
    sent = machines.mails.ids
    assert len(sent) == json.loads(machines.site.run(*STEPS, "count"))["mails"]
    assert sum(number - 1 for number in sent.values()) <= 2


def machines_have_sent(machines: Machines):
    def are_sent() -> bool:
        machines.site.run(*DEPOSITS, "wake")
        return json.loads(machines.site.run(*STEPS, "count"))["waiting"] == 0

    return are_sent
