"""The command line: see ``tools.deposits``."""

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.core.mail.smtp_server import SmtpServer, smtp_server
from tools.deposits.site import Site
from tools.processes import answers, wait_until

VISITORS = 8
MAILS_OF_A_DEPOSIT = 2  # the receipt, and the announcement to the service
POSTED_TWICE = 20  # one in so many
PATIENCE = 900  # seconds, for one deposit as for a thousand mails


def deposit(site: Site, key: str, cookie: str) -> tuple[float, int]:
    """Send one deposit until its receipt is shown; return the last answer's seconds, and tries."""
    end, tries = time.monotonic() + PATIENCE, 0
    while time.monotonic() < end:
        tries += 1
        begun = time.monotonic()
        try:
            status, location = _post(site.port, f"/dossier/{key}/recapitulatif/", cookie)
        except (OSError, HTTPException):
            time.sleep(0.5)
            continue
        if status == 302 and location == f"/dossier/{key}/accuse/":
            return time.monotonic() - begun, tries
        if status < 500:
            raise RuntimeError(f"answer {status}")
        time.sleep(0.5)
    raise TimeoutError


def _post(port: int, address: str, cookie: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Cookie": f"dossier={cookie}", "Content-Length": "0"}
        connection.request("POST", address, headers=headers)
        response = connection.getresponse()
        response.read()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


@contextmanager
def database_apart(url: str) -> Iterator[str]:
    """Give a new database, beside the PostgreSQL database of *url*, or in a file without one."""
    with tempfile.TemporaryDirectory(prefix="deposits-") as folder:
        if not url:
            yield f"sqlite:///{folder}/db.sqlite3"
            return
        name = f"deposits_{int(time.time())}"
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"')
            try:
                yield urlsplit(url)._replace(path=f"/{name}").geturl()
            finally:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(site: Site, files: int, kills: int, keys: list[list[str]]) -> dict[str, object]:
    """Deposit all of *keys*, then bring the mail back; return what to know of it."""
    chance = random.Random(files)  # noqa: S311 -- nothing to guess
    moments = Counter(chance.randrange(files) for _ in range(kills - kills // 3))
    done, lock = 0, threading.Lock()

    def one(key: str, cookie: str) -> tuple[float, int]:
        nonlocal done
        answer = deposit(site, key, cookie)
        with lock:
            done += 1
            place = done
            for _ in range(moments[place]):
                site.kill_one(chance)
            if place % max(1, files // 10) == 0:
                print(f"  {place} deposited", flush=True)
        if place % POSTED_TWICE == 0:
            deposit(site, key, cookie)
        return answer

    begun = time.monotonic()
    with ThreadPoolExecutor(VISITORS) as visitors:
        answered = list(visitors.map(lambda pair: one(*pair), keys))
    seconds = time.monotonic() - begun
    print(f"  all deposited in {seconds:.0f} s; the mail server comes back", flush=True)
    with smtp_server(site.mail_port) as server:
        drain_seconds = _drain(site, server, files * MAILS_OF_A_DEPOSIT, kills // 3, chance)
        ids = server.ids
    times = sorted(each for each, _ in answered)
    return {
        "deposit_seconds": round(seconds),
        "deposits_a_second": round(files / seconds, 1),
        "median_ms": round(1000 * statistics.median(times)),
        "p99_ms": round(1000 * times[int(len(times) * 0.99)]),
        "sent_again": sum(tries - 1 for _, tries in answered),
        "mail_seconds": round(drain_seconds),
        "mails_received": len(ids),
        "mails_received_twice": sum(number - 1 for number in ids.values()),
        "killed": dict(Counter(site.killed)),
    } | site.counts()


def _drain(site: Site, server: SmtpServer, mails: int, kills: int, chance: random.Random) -> float:
    """Wait for all the mails, killing on the way."""
    begun = time.monotonic()
    moments = sorted(chance.randrange(mails) for _ in range(kills))

    def is_over() -> bool:
        received = len(server.ids)
        while moments and received >= moments[0]:
            moments.pop(0)
            site.kill_one(chance)
        return received >= mails and site.counts()["waiting"] == 0

    def wake() -> None:
        while not site.stopping.is_set() and len(server.ids) < mails:
            site.step("wake")
            site.stopping.wait(5)

    waking = threading.Thread(target=wake, daemon=True)
    waking.start()
    wait_until(is_over, PATIENCE * max(1, mails / 1000))
    waking.join(PATIENCE)
    return time.monotonic() - begun


def main() -> int:
    parser = argparse.ArgumentParser(description="Deposits by thousands on a site that is killed.")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database", default="", help="a PostgreSQL server; a file without it")
    asked = parser.parse_args()
    with database_apart(asked.database) as database, tempfile.NamedTemporaryFile("r") as keys:
        site = Site(database=database)
        site.step("prepare", str(asked.files), keys.name)
        running = threading.Thread(target=site.keep_running)
        running.start()
        try:
            if not wait_until(lambda: answers(site.port), 60):
                raise TimeoutError
            pairs = [line.split() for line in Path(keys.name).read_text("ascii").splitlines()]
            result = run(site, asked.files, asked.kills, pairs)
        finally:
            site.stop()
            running.join()
    for name, value in result.items():
        print(f"{name}: {value}")
    return 0 if _is_right(result, asked.files) else 1


def _is_right(result: dict[str, object], files: int) -> bool:
    """Whether nothing was lost or doubled; how many mails came twice is told, and judged by eye."""
    return (
        result["deposited"] == result["deposits_in_history"] == files
        and bool(result["numbers_in_a_row"])
        and result["mails"] == result["mails_received"] == files * MAILS_OF_A_DEPOSIT
        and not result["waiting"]
        and not result["drafts"]
    )


if __name__ == "__main__":
    sys.exit(main())
