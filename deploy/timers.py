"""``python -m deploy.timers``: what the timers of this folder start, where there is no systemd.

It reads the units themselves, to the minute. One that is still at work is not started again.
"""

import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# What the units use of systemd.time(7): « Mon..Fri 07:30 », « *-*-* 03:20:00 », « *:0/5 ».
CALENDAR = re.compile(
    r"(?:(?P<first>[A-Z][a-z]{2})(?:\.\.(?P<last>[A-Z][a-z]{2}))? )?(?:\*-\*-\* )?"
    r"(?P<hour>\*|\d\d?):(?P<minute>\*|\d\d?)(?:/(?P<step>\d+))?(?::\d\d)?"
)


@dataclass(frozen=True)
class Timer:
    """``command`` is started at each minute that one of ``calendars`` tells."""

    name: str
    calendars: tuple[str, ...]
    command: tuple[str, ...]

    def is_due(self, now: datetime) -> bool:
        return any(tells(calendar, now) for calendar in self.calendars)


def read_timers(folder: Path = FOLDER) -> Iterator[Timer]:
    """Yield the timers of *folder*, with what their services run, in the Python of this one."""
    for path in sorted(folder.glob("*.timer")):
        service = path.with_suffix(".service").read_text("utf-8")
        (line,) = re.findall(r"^ExecStart=\S+ (.+)$", service, re.M)
        calendars = re.findall(r"^OnCalendar=(.+)$", path.read_text("utf-8"), re.M)
        yield Timer(path.stem, tuple(calendars), (".venv/bin/python", *shlex.split(line)))


def tells(calendar: str, now: datetime) -> bool:
    """Say whether *calendar* tells the minute of *now*.

    Raises:
        ValueError: it is written otherwise than the units are.
    """
    found = CALENDAR.fullmatch(calendar)
    if not found:
        raise ValueError(calendar)
    first, last, hour, minute, step = found.groups()
    if first:
        days = range(DAYS.index(first), DAYS.index(last or first) + 1)
        if now.weekday() not in days:
            return False
    if hour != "*" and int(hour) != now.hour:
        return False
    if step:
        return now.minute >= int(minute) and (now.minute - int(minute)) % int(step) == 0
    return minute in ("*", f"{now.minute:02}")


def main() -> None:
    timers = list(read_timers())
    at_work: dict[str, subprocess.Popen[bytes]] = {}
    while True:
        time.sleep(60 - time.time() % 60)
        now = datetime.now()
        for timer in timers:
            running = at_work.get(timer.name)
            if timer.is_due(now) and (running is None or running.poll() is not None):
                at_work[timer.name] = subprocess.Popen(timer.command)  # noqa: S603


if __name__ == "__main__":
    main()
