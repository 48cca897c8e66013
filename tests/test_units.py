"""The examples of systemd units: each does one thing, at its time, and systemd takes them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

DEPLOY = Path(settings.BASE_DIR) / "deploy"
SERVICES, TIMERS = sorted(DEPLOY.glob("*.service")), sorted(DEPLOY.glob("*.timer"))
INSTALLED_PYTHON = "/srv/normandie/.venv/bin/python"
ANALYZE = shutil.which("systemd-analyze")


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("service", SERVICES, ids=name)
def test_a_service_does_one_thing_for_what_fails_would_stop_what_comes_next(service: Path) -> None:
    text = service.read_text("utf-8")
    commands = re.findall(r"^ExecStart=(.+)$", text, re.M)

    assert len(commands) == 1
    for asked in re.findall(rf"^Exec\w+={INSTALLED_PYTHON} manage\.py (\w+)", text, re.M):
        assert asked in get_commands()
    # What ends by itself has a timer; what lasts is started with the machine.
    has_timer = service.with_suffix(".timer") in TIMERS
    assert ("Type=oneshot" in text, "[Install]" in text) == (has_timer, not has_timer)


def test_the_page_on_deployment_tells_of_every_unit() -> None:
    page = (Path(settings.BASE_DIR) / "docs/deployment.md").read_text("utf-8")
    copied = next(line for line in page.splitlines() if "`/etc/systemd/system/`" in line)
    (enabled,) = re.findall(r"systemctl enable --now ([^`]+)`", page)

    timers = {timer.name for timer in TIMERS}
    lasting = {each.stem for each in SERVICES if each.with_suffix(".timer") not in TIMERS}
    assert set(enabled.split()) == timers | lasting
    assert all(f"{each.stem}." in copied for each in [*SERVICES, *TIMERS])


@pytest.mark.skipif(ANALYZE is None, reason="no systemd on this machine")
def test_systemd_takes_them(tmp_path: Path) -> None:
    for unit in [*SERVICES, *TIMERS]:
        text = unit.read_text("utf-8").replace(INSTALLED_PYTHON, sys.executable)
        (tmp_path / unit.name).write_text(text, "utf-8")

    told = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (told.returncode, told.stderr) == (0, "")
