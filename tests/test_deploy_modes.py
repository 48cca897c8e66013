"""Which accounts of the machine reach what deploy/ makes: the user of the site and its group."""

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PATIENCE = 20  # seconds
# In place of Django: makes what its commands make, and says which were asked.
PYTHON = """#!/bin/sh
echo "$*" >> asked
case "$*" in
    *migrate*) : > var/db.sqlite3 ;;
    *collectstatic*) mkdir -p var/static/css && : > var/static/css/site.css ;;
esac
"""


def open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO)


def test_what_a_release_makes_is_closed_to_other_accounts(tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "deploy/release.sh", tmp_path / "deploy")
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o755)
    former = tmp_path / "var/media/documents/interne.pdf"
    former.parent.mkdir(parents=True)
    former.touch(0o644)

    subprocess.run(["/bin/sh", "deploy/release.sh"], cwd=tmp_path, umask=0o022, check=True)

    made = [tmp_path / "var", *(tmp_path / "var").rglob("*")]
    assert {path.name for path in made} >= {"db.sqlite3", "site.css", "interne.pdf"}
    assert [path for path in made if open_to_others(path)] == []
    assert (tmp_path / "var/media").stat().st_mode & stat.S_IRGRP, "nginx reads it by its group"
    assert "manage.py clean_images" in (tmp_path / "asked").read_text()


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
