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

from core.jobs import LEASE_LENGTH
from deploy.timers import read_timers
from tests.optional import skip_without

DEPLOY = Path(settings.BASE_DIR) / "deploy"
SERVICES, TIMERS = sorted(DEPLOY.glob("*.service")), sorted(DEPLOY.glob("*.timer"))
INSTALLED_PYTHON = re.compile(r"/srv/normandie/(?:current|releases/%i)/\.venv/bin/python")
COMMON = DEPLOY / "normandie-.service.d"
MOST_EXPOSED = 2.0  # of ten, as systemd rates what a service could reach
ANALYZE = shutil.which("systemd-analyze")
# What each timer starts, and when.
AT_THEIR_TIMES = {
    "backup": ("backup /var/backups/normandie --keep 14", "*-*-* 02:10:00"),
    "calls": ("follow_calls", "*:*:00"),
    "daily": ("daily", "*-*-* 03:20:00"),
    "digest": ("send_digests", "Mon..Fri 07:30", "Mon..Fri 08:30"),
    "letter": ("send_letters", "Mon 07:00", "Mon 09:00"),
    "links": ("check_links --external --report var/liens.json", "Mon *-*-* 04:10:00"),
    "mails": ("send_mails", "*:*:30"),
    "scheduled": ("publish_scheduled", "*:0/5"),
    "search": ("feed_search_engine", "*:2/5"),
}
# The queue of each worker, and what first takes again what it held when it was killed.
WORKERS = {
    "normandie-worker": ("default", "requeue_tasks"),
    "normandie-slow": ("slow", "requeue_tasks --queue-name slow"),
}


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


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_timers_start_what_the_site_needs_when_it_needs_it() -> None:
    found = {
        timer.name.removeprefix("normandie-"): (" ".join(timer.command[2:]), *timer.calendars)
        for timer in read_timers()
    }

    assert found == AT_THEIR_TIMES
    for timer in TIMERS:
        lines = lines_of(timer)
        assert "WantedBy=timers.target" in lines
        # What comes once a day or less is done late rather than not at all.
        often = all(each.startswith("*:") for each in found[timer.stem.split("-")[1]][1:])
        assert ("Persistent=true" in lines) == (not often), timer.name
    # Two never work at once: one is stopped before its lease ends.
    (minutes,) = re.findall(
        r"TimeoutStartSec=(\d+)min", (DEPLOY / "normandie-daily.service").read_text()
    )
    assert int(minutes) * 60 < LEASE_LENGTH.total_seconds()


def test_each_queue_has_one_worker_which_takes_again_what_it_held() -> None:
    assert sorted(queue for queue, _ in WORKERS.values()) == sorted(settings.TASK_QUEUES)
    manage = "/srv/normandie/current/.venv/bin/python manage.py"
    for unit, (queue, requeue) in WORKERS.items():
        assert set(lines_of(DEPLOY / f"{unit}.service")) >= {
            f"ExecStartPre={manage} {requeue}",
            f"ExecStart={manage} db_worker --queue-name {queue} --interval 2 --no-reload",
            "Restart=always",
        }


def test_a_release_listens_where_the_switch_looks_for_it() -> None:
    lines = lines_of(DEPLOY / "normandie-web@.service")
    switch = lines_of(DEPLOY / "switch.sh")

    assert "RuntimeDirectory=normandie/%i" in lines
    assert "Environment=BIND=unix:/run/normandie/%i/gunicorn.sock" in lines
    assert {"run=${RUN:-/run/normandie}", "socket=$run/$name/gunicorn.sock"} <= set(switch)
    assert "Restart=on-failure" in lines


def test_all_services_are_of_the_site_alone_and_write_its_data() -> None:
    assert set(lines_of(COMMON / "common.conf")) >= {
        "User=normandie",
        "Group=www-data",
        "UMask=0027",
        "Environment=DJANGO_SETTINGS_MODULE=normandie.settings.production",
        "ProtectSystem=strict",
        "ReadWritePaths=/srv/normandie/var -/var/backups/normandie",
    }
    own = re.compile(r"(?:User|Group|UMask|ReadWritePaths|Environment=DJANGO\w+)=")
    assert [unit.name for unit in SERVICES if any(map(own.match, lines_of(unit)))] == []
    script = (DEPLOY / "install.sh").read_text("utf-8")
    assert '"$clone/deploy/normandie-.service.d/common.conf" "$root/etc/systemd/' in script


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
    if ANALYZE is None:
        skip_without("systemd")
    return subprocess.run(
        [str(ANALYZE), *command],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{folder}:"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_systemd_takes_them(installed: Path) -> None:
    units = [str(each) for each in installed.iterdir() if each.is_file()]

    told = analyze(installed, "verify", "--man=no", *units)

    assert (told.returncode, told.stderr) == (0, "")


def _called(folder: Path, group: str) -> set[str]:
    """Return the system calls of *group*, those of the groups that it holds included."""
    found: set[str] = set()
    for line in analyze(folder, "syscall-filter", "--no-pager", group).stdout.split("\n")[1:]:
        name = line.strip()
        if name.startswith("@"):
            found |= _called(folder, name)
        elif name and not name.startswith("#"):
            found.add(name)
    return found


def test_the_protection_lets_gunicorn_open_its_socket(installed: Path) -> None:
    allowed: set[str] = set()
    text = (COMMON / "common.conf").read_text("utf-8")
    for group in re.findall(r"^SystemCallFilter=(\S+)$", text, re.M):
        calls = _called(installed, group.removeprefix("~"))
        allowed = allowed - calls if group.startswith("~") else allowed | calls

    # What gunicorn does of a socket that it has bound (gunicorn.sock.UnixSocket).
    assert {"bind", "listen", "chown", "umask", "unlink"} <= allowed
    assert {"setuid", "chroot", "mount", "ptrace"} & allowed == set()


def test_all_services_are_protected_alike(installed: Path) -> None:
    services = [each.name for each in installed.glob("*.service")]

    told = analyze(installed, "security", "--offline=true", "--no-pager", *services)

    rates = re.findall(r"exposure level for (\S+): ([\d.]+)", told.stdout)
    assert {name for name, _ in rates} == set(services), told.stderr
    assert len({rate for _, rate in rates}) == 1
    assert float(rates[0][1]) < MOST_EXPOSED
