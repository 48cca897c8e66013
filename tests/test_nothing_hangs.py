"""A test that waits for ever fails by its name, and those that follow are run."""

import os
import subprocess
import sys
from pathlib import Path

STUCK = """
import time
import pytest

def test_waits():
    time.sleep(300)

@pytest.fixture
def left_stuck():
    yield
    time.sleep(300)

def test_fails_and_what_undoes_it_waits(left_stuck):
    raise ValueError

def test_that_follows():
    pass
"""


def test_a_stuck_test_and_what_undoes_one_fail_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.patience import pytest_runtest_teardown", "utf-8"
    )
    (tmp_path / "test_stuck.py").write_text(STUCK, "utf-8")
    options = ["-p", "no:cacheprovider", "-p", "no:django", "--timeout=1", "-rA"]

    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "."],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
    )

    for told in (
        "FAILED test_stuck.py::test_waits - Failed: Timeout (>1.0s)",
        "FAILED test_stuck.py::test_fails_and_what_undoes_it_waits - ValueError",
        "ERROR test_stuck.py::test_fails_and_what_undoes_it_waits - Failed: Timeout (>1.0s)",
        "PASSED test_stuck.py::test_that_follows",
    ):
        assert told in run.stdout
