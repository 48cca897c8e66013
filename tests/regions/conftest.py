"""The site of Bretagne, built and read once by the programs that a developer would run."""

import fcntl
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

BUILD = (["migrate", "-v0"], ["load_territory"], ["load_vocabularies"], ["demo"])


@dataclass(frozen=True)
class BuiltSite:
    """A site in *folder*; what each address answers is there once it was read."""

    folder: Path
    region: str

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.run(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=kept
            | {
                "DJANGO_SETTINGS_MODULE": "tests.regions.settings",
                "SITE_FOLDER": str(self.folder),
                "DATABASE_URL": f"sqlite:///{self.folder / 'db.sqlite3'}",
                "EMAIL_URL": f"filemail:///{self.folder / 'mails'}",
            }
            | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self) -> None:
        for command in BUILD:
            run = self.run("manage.py", *command, "--region", self.region)
            assert run.returncode == 0, run.stderr

    def read(self) -> dict[str, tuple[int, str]]:
        """Return the status and the words of each address."""
        answers = self.folder / "answers.json"
        if not answers.exists():
            command = ("-m", "tests.regions.reading", str(answers))
            run = self.run(*command, REGION=self.region, SITE_READ="1")
            assert run.returncode == 0, run.stderr
        return {address: tuple(said) for address, said in json.loads(answers.read_text()).items()}


@pytest.fixture(scope="session")
def bretagne(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> BuiltSite:
    """The whole demo of Bretagne; processes that test at once share it."""
    base = tmp_path_factory.getbasetemp()
    site = BuiltSite((base if worker_id == "master" else base.parent) / "bretagne", "bretagne")
    site.folder.mkdir(exist_ok=True)
    with (site.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (site.folder / "answers.json").exists():
            site.build()
            site.read()
    return site


@pytest.fixture(scope="session")
def answers(bretagne: BuiltSite) -> dict[str, tuple[int, str]]:
    return bretagne.read()
