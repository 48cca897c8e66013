"""compose.yaml and what its containers run: nothing missing, nothing secret, the same times."""

import re
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from deploy.timers import CALENDAR, read_timers, tells
from tests.optional import skip_without

ROOT = Path(settings.BASE_DIR)
ANALYZE = shutil.which("systemd-analyze")
SECRET = re.compile(r"(?i)(password|secret|_key|token)\s*[:=]\s*[^\s$/]")


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_each_part_of_the_site_has_its_container(compose: dict) -> None:
    services = compose["services"]

    own = {"release", "web", "worker", "slow", "timers"}
    assert set(services) == own | {"nginx", "database", "cache"}
    for name in own:
        assert services[name]["read_only"]
        assert services[name]["cap_drop"] == ["ALL"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
        for volume in service.get("volumes", ()):
            assert volume.startswith("./") or volume.split(":")[0] in compose["volumes"]
        assert set(service.get("secrets", ())) <= set(compose["secrets"])
    assert [name for name, each in services.items() if "ports" in each] == ["nginx"]
    # Another version of « web » has another address, which nginx asks for as it starts.
    assert services["nginx"]["depends_on"]["web"]["restart"] is True
    # Whoever writes the database waits until it is of this version; only one brings it there.
    assert all("release" in services[name]["depends_on"] for name in own - {"release"})


def test_no_secret_is_in_it_nor_goes_into_the_image(compose: dict) -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    lines = [each for each in text.splitlines() if not each.lstrip().startswith("#")]

    assert [each for each in lines if SECRET.search(each)] == []
    assert all(each["file"].startswith("./secrets/") for each in compose["secrets"].values())
    left_out = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".env", "secrets", "var", ".git"} <= set(left_out)


def test_commands_of_containers_exist(compose: dict) -> None:
    asked = re.findall(r"manage\.py (\w+)", str(compose["services"]))

    assert set(asked) == {"requeue_tasks", "db_worker"}
    assert set(asked) <= set(get_commands())
    assert (ROOT / "deploy/database.sh").exists()


def test_the_timers_run_what_their_services_do() -> None:
    timers = {timer.name: timer for timer in read_timers()}

    assert set(timers) == {path.stem for path in (ROOT / "deploy").glob("*.timer")}
    daily = timers["normandie-daily"]
    assert daily.command == (".venv/bin/python", "manage.py", "daily")
    assert [hour for hour in range(24) if daily.is_due(datetime(2026, 12, 5, hour, 20))] == [3]
    assert all(CALENDAR.fullmatch(each) for timer in timers.values() for each in timer.calendars)


def test_they_are_due_when_systemd_says() -> None:
    if ANALYZE is None:
        skip_without("systemd")
    begun = datetime(2026, 12, 4, 23, 50)  # a Friday
    minutes = [begun + timedelta(minutes=number) for number in range(4 * 24 * 60)]
    for calendar in {each for timer in read_timers() for each in timer.calendars}:
        ours = [each for each in minutes if tells(calendar, each)]
        told = subprocess.run(
            [
                str(ANALYZE),
                "calendar",
                f"--base-time={begun - timedelta(seconds=1)}",
                "--iterations=20",
                calendar,
            ],
            env={"TZ": "UTC", "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        theirs = re.findall(r"(?:elapse|#\d+): \w+ ([\d-]+ [\d:]+)", told)
        stamps = [datetime.fromisoformat(each).replace(second=0) for each in theirs]
        number = min(len(ours), len(stamps))
        assert number, calendar
        assert ours[:number] == stamps[:number], calendar
