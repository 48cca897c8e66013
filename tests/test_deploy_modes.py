"""Which accounts of the machine reach what deploy/ makes: the user of the site and its group."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.releases import GIT, ask

ROOT = Path(settings.BASE_DIR)
PATIENCE = 20  # seconds
# In place of Python: makes what its commands make, and says which were asked.
PYTHON = """#!/bin/sh
echo "$*" >> "$SITE/asked"
case "$*" in
    "-m venv"*) mkdir -p .venv/bin && ln -s "$0" .venv/bin/python ;;
    *migrate*) : > var/db.sqlite3 ;;
    *collectstatic*) mkdir -p collected/css && : > collected/css/site.css ;;
esac
"""


def open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A clone with the script of a release, and a site of before, open to all."""
    for name in ("deploy/release.sh", "deploy/database.sh", ".ci/find-python"):
        (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "source" / name)
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "A version")):
        subprocess.run([GIT, *command], cwd=tmp_path / "source", check=True)
    (tmp_path / "python").write_text(PYTHON)
    (tmp_path / "python").chmod(0o755)
    former = tmp_path / "var/media/documents/interne.pdf"
    former.parent.mkdir(parents=True)
    former.touch(0o644)
    return tmp_path


def is_listening(door: Path) -> bool:
    """Whether connections are taken there: a socket has a file before it listens."""
    with socket.socket(socket.AF_UNIX) as tried:
        return tried.connect_ex(str(door)) == 0


def release(site: Path) -> Path:
    variables = os.environ | {"SITE": str(site), "PYTHON": str(site / "python")}
    done = subprocess.run(
        ["/bin/sh", "source/deploy/release.sh"],
        cwd=site,
        env=variables,
        umask=0o022,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return site / "releases" / done.stdout.split()[-1]


def test_what_a_release_makes_is_closed_to_other_accounts(site: Path) -> None:
    made_there = release(site)

    made = [site / "var", *(site / "var").rglob("*"), made_there, *made_there.rglob("*")]
    names = {path.name for path in made}
    assert names >= {"db.sqlite3", "site.css", "interne.pdf", ".ready"}
    assert [path for path in made if not path.is_symlink() and open_to_others(path)] == []
    assert (site / "var/media").stat().st_mode & stat.S_IRGRP, "nginx reads it by its group"
    asked = (site / "asked").read_text()
    assert "manage.py clean_images" in asked
    # A release whose checks or files fail leaves the database alone.
    order = [asked.index(each) for each in ("collectstatic", "compress --force", "migrate")]
    assert order == sorted(order)


def test_static_files_of_the_release_before_stay_and_older_ones_leave(site: Path) -> None:
    first = release(site)
    long_ago = time.time() - 40 * 86_400
    for name in ("of-before.css", "of-long-before.css"):
        (first / "collected" / name).touch()
    os.utime(first / "collected/of-long-before.css", (long_ago, long_ago))
    (site / "current").symlink_to(f"releases/{first.name}")
    time.sleep(1.1)  # names of releases hold the second

    second = release(site)

    assert {each.name for each in (second / "collected").iterdir()} == {"css", "of-before.css"}


def test_workers_are_renewed_without_keeping_anybody_waiting(tmp_path: Path) -> None:
    """What is long to read is read once, before they are forked."""
    slow = "import time; time.sleep(3)\nfrom wsgiref.simple_server import demo_app\n"
    (tmp_path / "slow_site.py").write_text(slow)
    door = tmp_path / "gunicorn.sock"
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    server = subprocess.Popen(
        [*gunicorn, "--max-requests", "10", "--max-requests-jitter", "0", "slow_site:demo_app"],
        cwd=ROOT,
        env=os.environ | {"BIND": f"unix:{door}", "PYTHONPATH": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not is_listening(door) and time.monotonic() < deadline:
            time.sleep(0.05)
        longest = 0.0
        for _ in range(80):
            begun = time.monotonic()
            assert ask(door, "/")[0] == 200
            longest = max(longest, time.monotonic() - begun)
    finally:
        server.terminate()
        _, told = server.communicate(timeout=PATIENCE)

    assert told.count("Booting worker") >= 6, "they were renewed"
    assert longest < 2.5


def test_the_socket_is_for_the_service_and_nginx(tmp_path: Path) -> None:
    path = tmp_path / "gunicorn.sock"
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    server = subprocess.Popen(
        [*gunicorn, "wsgiref.simple_server:demo_app"],
        cwd=ROOT,
        env=os.environ | {"BIND": f"unix:{path}", "WEB_CONCURRENCY": "1"},
        umask=0o022,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        mode = stat.S_IMODE(path.stat().st_mode)
    finally:
        server.terminate()
        server.wait(PATIENCE)

    assert oct(mode) == oct(0o770)
