"""The examples of systemd units: each does one thing, at its time, and systemd takes them."""

import os
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
INSTALLED_PYTHON = re.compile(r"/srv/normandie/(?:current|releases/%i)/\.venv/bin/python")
COMMON = DEPLOY / "normandie-.service.d"
MOST_EXPOSED = 2.0  # of ten, as systemd rates what a service could reach
ANALYZE = shutil.which("systemd-analyze")


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("service", SERVICES, ids=name)
def test_a_service_does_one_thing_for_what_fails_would_stop_what_comes_next(service: Path) -> None:
    text = service.read_text("utf-8")
    commands = re.findall(r"^ExecStart=(.+)$", text, re.M)

    assert len(commands) == 1
    for asked in re.findall(rf"^Exec\w+={INSTALLED_PYTHON.pattern} manage\.py (\w+)", text, re.M):
        assert asked in get_commands()
    # What ends by itself has a timer; what lasts is started with the machine.
    has_timer = service.with_suffix(".timer") in TIMERS
    assert ("Type=oneshot" in text, "[Install]" in text) == (has_timer, not has_timer)


def test_the_script_of_installation_starts_every_unit() -> None:
    script = (DEPLOY / "install.sh").read_text("utf-8")
    (enabled,) = re.findall(r'units="([^"]+)"', script)

    timers = {timer.name for timer in TIMERS}
    lasting = {each.stem for each in SERVICES if each.with_suffix(".timer") not in TIMERS}
    assert set(enabled.split()) == (timers | lasting) - {"normandie-web@"}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units where systemd finds them, with the Python of the tests."""
    for unit in [*SERVICES, *TIMERS]:
        text = INSTALLED_PYTHON.sub(sys.executable, unit.read_text("utf-8"))
        text = text.replace("/srv/normandie/", f"{settings.BASE_DIR}/")
        (tmp_path / unit.name.replace("@", "@a-release")).write_text(text, "utf-8")
    shutil.copytree(COMMON, tmp_path / COMMON.name)
    return tmp_path


def analyze(folder: Path, *command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [str(ANALYZE), *command],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{folder}:"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.skipif(ANALYZE is None, reason="no systemd on this machine")
def test_systemd_takes_them(installed: Path) -> None:
    units = [str(each) for each in installed.iterdir() if each.is_file()]

    told = analyze(installed, "verify", "--man=no", *units)

    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.skipif(ANALYZE is None, reason="no systemd on this machine")
def test_all_services_are_protected_alike(installed: Path) -> None:
    services = [each.name for each in installed.glob("*.service")]

    told = analyze(installed, "security", "--offline=true", "--no-pager", *services)

    rates = re.findall(r"exposure level for (\S+): ([\d.]+)", told.stdout)
    assert {name for name, _ in rates} == set(services), told.stderr
    assert len({rate for _, rate in rates}) == 1
    assert float(rates[0][1]) < MOST_EXPOSED
