"""Processes of the site that tests and tools keep running, and leave none of."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools import processes
from tools.processes import KeptRunning, Program, wait_until

# Says who it is, then minds no request to end.
DEAF = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(sys.argv[1], "a") as said:
    print(os.getpid(), file=said)
time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_what_is_killed_starts_again_and_nothing_is_left_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.5)
    said = tmp_path / "said"
    said.touch()
    site = KeptRunning({"deaf": Program(("-c", DEAF, str(said)))})

    def started() -> list[int]:
        return [int(each) for each in said.read_text().split()]

    with ThreadPoolExecutor(1) as thread:
        kept = thread.submit(site.keep_running)
        try:
            assert wait_until(lambda: len(started()) == 1, 20, every=0.1)
            site.kill("deaf")
            assert wait_until(lambda: len(started()) == 2, 20, every=0.1)
        finally:
            site.stop()
        kept.result(20)

    assert not any(map(is_alive, started()))
