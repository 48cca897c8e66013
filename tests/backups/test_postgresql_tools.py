"""The programs of PostgreSQL that a backup needs: a server asks for some at least as new."""

from pathlib import Path

import pytest

from normandie.backups import BackupError
from normandie.backups.databases import _program

SERVER = 17


def install(folder: Path, version: str) -> str:
    program = folder / "pg_dump"
    program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
    program.chmod(0o700)
    return str(program)


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The only folder where programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("version", ["17.2", "17.0 (Debian 17.0-1)", "18beta1"])
def test_one_as_new_as_the_server_is_used(programs: Path, version: str) -> None:
    path = install(programs, version)

    assert _program("pg_dump", SERVER) == path


@pytest.mark.parametrize("version", ["16.9", "9.6.24"])
def test_an_older_one_is_refused_with_what_to_install(programs: Path, version: str) -> None:
    install(programs, version)

    with pytest.raises(BackupError, match=rf"{version}.*installez postgresql-client-17"):
        _program("pg_dump", SERVER)


def test_one_that_is_missing_is_asked_for() -> None:
    with pytest.raises(BackupError, match=r"pg_dump manque.*apt install postgresql-client-17"):
        _program("pg_dump", SERVER)
