"""What an archive says of itself: when, of which version, and every file that it holds."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from normandie.backups import BackupError

NAME = "manifest.json"
FORMAT = 1
SETTING = re.compile(r"^(?:#\s?)?([A-Z][A-Z_]+)=", re.M)  # as .env.example writes them


@dataclass(frozen=True)
class ArchivedFile:
    name: str  # in the archive: « media/… », « private/… », or the copy of the database
    size: int  # bytes
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``settings`` are names, never values. ``removed`` left the site while it was being copied."""

    made_at: datetime
    commit: str
    software: dict[str, str]
    engine: str
    engine_version: str
    migrations: list[str]
    settings: list[str]
    files: list[ArchivedFile]
    removed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        said = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(said, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read *text*.

        Raises:
            BackupError: it is no manifest of this format.
        """
        try:
            said: dict[str, Any] = json.loads(text)
            if said.pop("format") != FORMAT:
                raise BackupError("Cette archive a un format que cette version ne connaît pas.")
            said["made_at"] = datetime.fromisoformat(said["made_at"])
            said["files"] = [ArchivedFile(**each) for each in said["files"]]
            found = cls(**said)
            sizes, names = [each.size for each in found.files], [each.name for each in found.files]
            if not all(isinstance(size, int) for size in sizes):
                raise TypeError("a size is a number of bytes")
            if not all(isinstance(name, str) for name in [*names, *found.migrations]):
                raise TypeError("a name is a text")
            if found.made_at.tzinfo is None:
                raise ValueError("an hour without its zone is none")
            return found
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupError("Le manifeste de l’archive est illisible.") from error


def known_migrations() -> set[str]:
    """Return the migrations that this version has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def applied_migrations() -> list[str]:
    """Return those that the database has seen; packages drop those that they have squashed."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(known_migrations().intersection(f"{app}.{name}" for app, name in applied))


def names_set() -> list[str]:
    """Return the names of the settings of this installation, to be kept apart with their values.

    They are those of ``.env.example`` that the environment, or ``.env``, gives.
    """
    offered = (Path(settings.BASE_DIR) / ".env.example").read_text("utf-8")
    return sorted({name for name in SETTING.findall(offered) if os.environ.get(name)})


def software() -> dict[str, str]:
    return {"python": python_version(), **{name: version(name) for name in ("django", "wagtail")}}


def commit() -> str:
    """Return the version of the project that runs; nothing where git does not say."""
    git = shutil.which("git")
    if git is None:
        return ""
    said = subprocess.run(  # noqa: S603  (a fixed command)
        [git, "-C", str(settings.BASE_DIR), "rev-parse", "HEAD"], capture_output=True, text=True
    )
    return said.stdout.strip() if said.returncode == 0 else ""
