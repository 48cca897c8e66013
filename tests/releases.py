"""A site in a folder, with its clone and its releases, as deploy/ makes them; systemd is played.

Packages and database are those of the tests. What a release does to the latter is left out: it is
tested elsewhere, and long.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
GIT = shutil.which("git") or "git"
PATIENCE = 280  # seconds
LEFT_OUT = "migrate|load_*|reindex_*|apply_roles|clean_images|createcachetable|check"
PYTHON = f"""#!/bin/sh
umask >> "{{log}}"
echo "$*" >> "{{log}}"
case "$2" in
    venv) mkdir -p "$3/bin" && ln -s "$0" "$3/bin/python" ;;
    pip | {LEFT_OUT}) ;;
    collectstatic) exec {sys.executable} "$@" --ignore "wagtail*" ;; # half a minute less
    *) exec {sys.executable} "$@" ;;
esac
"""
SYSTEMCTL = """#!/bin/sh
echo "$*" >> "{log}"
for unit; do :; done
name=${{unit#normandie-web@}}
case "$*" in
    start*)
        mkdir -p "{run}/$name" && cd "{folder}/releases/$name"
        DJANGO_SETTINGS_MODULE=normandie.settings.production \\
        BIND="unix:{run}/$name/gunicorn.sock" WEB_CONCURRENCY=1 \\
            .venv/bin/python -m gunicorn --config deploy/gunicorn.conf.py --pid "{run}/$name.pid" \\
            normandie.wsgi >> "{log}.$name" 2>&1 &
        ;;
    stop* | disable*)
        pid=$(cat "{run}/$name.pid")
        kill "$pid"
        while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
        ;;
esac
"""
ENVIRONMENT = """SECRET_KEY=of-this-test-alone-0123456789-abcdefghijklmnopqrstuvwxyz
ALLOWED_HOSTS=www.exemple.fr
TRUSTED_PROXIES=1
UNSCANNED_FILES_SERVED=true
"""


@dataclass
class Installed:
    folder: Path
    database: Path

    def __post_init__(self) -> None:
        self.clone = self.folder / "source"
        self.run = Path(tempfile.mkdtemp(prefix="site-"))  # short: the name of a socket is
        self.log = self.folder / "log"
        for name, text in (("python", PYTHON), ("systemctl", SYSTEMCTL)):
            program = self.folder / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(text.format(log=self.log, run=self.run, folder=self.folder))
            program.chmod(0o755)
        (self.folder / ".env").write_text(ENVIRONMENT)
        (self.folder / "var").mkdir()
        shutil.copy(self.database, self.folder / "var/db.sqlite3")
        self._copy_the_project()

    def _copy_the_project(self) -> None:
        listed = ("ls-files", "--cached", "--others", "--exclude-standard")
        for name in self.git(ROOT, *listed).splitlines():
            if not name.startswith(("tests/", "docs/")) and (ROOT / name).is_file():
                (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.clone / name)
        self.git(self.clone, "init", "--quiet")
        self.commit()

    def git(self, folder: Path, *command: str) -> str:
        who = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
        return subprocess.run(
            [GIT, *who, *command], cwd=folder, check=True, capture_output=True, text=True
        ).stdout

    def commit(self) -> None:
        self.git(self.clone, "add", "--all")
        self.git(self.clone, "commit", "--quiet", "--message", "A version")

    def release(self) -> str:
        """Make a release of what is committed, and return its name."""
        return self._run("source/deploy/release.sh", PYTHON=str(self.folder / "bin/python"))

    def switch(self, *name: str) -> str:
        return self._run("source/deploy/switch.sh", *name)

    def _run(self, script: str, *arguments: str, **variables: str) -> str:
        done = subprocess.run(
            ["/bin/sh", self.folder / script, *arguments],
            env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            | {"SITE": str(self.folder), "RUN": str(self.run)}
            | {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"}
            | variables,
            capture_output=True,
            text=True,
            umask=0o022,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip().splitlines()[-1]

    def stop(self) -> None:
        for pid in self.run.glob("*.pid"):
            subprocess.run([self.folder / "bin/systemctl", "stop", f"normandie-web@{pid.stem}"])
        shutil.rmtree(self.run)


def ask(path: Path, address: str) -> tuple[int, str]:
    """Ask the site behind the socket *path*, as nginx does: a connection for each request."""
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(60)
        door.connect(str(path))
        lines = f"GET {address} HTTP/1.0", "Host: www.exemple.fr", "X-Forwarded-Proto: https"
        door.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b"".join(iter(lambda: door.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode(errors="replace")
