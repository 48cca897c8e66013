"""Browser tests on a machine that cannot run them: skipped at no cost, or a failure that says why.

Each run is a pytest of its own, on a machine made bare: no command but Python, no browser of
Playwright, and a driver that lacks a library, as on a new Debian.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

BROKEN_DRIVER = """#!/bin/sh
touch "$(dirname "$0")/started"
echo "node: error while loading shared libraries: libatomic.so.1: cannot open" >&2
exit 127
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    write_command(tmp_path / "node", BROKEN_DRIVER)
    return tmp_path


def write_command(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def run_a_browser_test(machine: Path, **variables: str) -> subprocess.CompletedProcess:
    bare = {"PATH": str(machine), "PLAYWRIGHT_BROWSERS_PATH": str(machine)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    for name in ("CHROMIUM_PATH", "CI"):
        kept.pop(name, None)
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "tests/browser/test_keyboard.py",
        ],
        cwd=settings.BASE_DIR,
        env=kept | bare | {"PLAYWRIGHT_NODEJS_PATH": str(machine / "node")} | variables,
        capture_output=True,
        text=True,
    )


def test_without_a_browser_tests_are_skipped_and_no_driver_starts(machine: Path) -> None:
    run = run_a_browser_test(machine)

    assert run.returncode == 0, run.stdout
    assert "Chromium introuvable" in run.stdout
    assert "failed" not in run.stdout
    assert not (machine / "started").exists()


def test_where_a_browser_is_required_its_absence_fails(machine: Path) -> None:
    run = run_a_browser_test(machine, CI="true")

    assert run.returncode == 1
    assert "Chromium introuvable" in run.stdout


def test_a_driver_that_lacks_a_library_is_named(machine: Path) -> None:
    write_command(machine / "chromium", "#!/bin/sh\n")

    run = run_a_browser_test(machine, CI="true")

    assert run.returncode == 1
    assert "libatomic.so.1" in run.stdout
