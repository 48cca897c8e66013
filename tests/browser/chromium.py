"""Which Chromium to drive, and what is missing where none can be."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = (
    "chromium-headless-shell",  # no windows to draw: opens a page in a third of the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Where Playwright keeps its own (https://playwright.dev/python/docs/browsers), by system.
OWN = {"darwin": "~/Library/Caches/ms-playwright", "win32": "~/AppData/Local/ms-playwright"}
OWN_ON_LINUX = "~/.cache/ms-playwright"
NO_BROWSER = (
    "Chromium introuvable : installez-le (« apt install chromium libatomic1 ») ou donnez son "
    "chemin dans CHROMIUM_PATH"
)


def installed_chromium() -> str | None:
    """Return the path of ``CHROMIUM_PATH`` or the system's; None leaves Playwright its own.

    Raises:
        FileNotFoundError: ``CHROMIUM_PATH`` is given, and nothing is there.
    """
    chosen = os.environ.get("CHROMIUM_PATH")
    if chosen and not Path(chosen).exists():
        raise FileNotFoundError(f"CHROMIUM_PATH={chosen}")
    return chosen or next(filter(None, map(shutil.which, NAMES)), None)


@cache
def what_is_missing() -> str:
    """Say what this machine lacks to drive a browser; empty where it lacks nothing.

    Playwright's driver is a program of its own, which a bare machine has no libraries for: it is
    started only where there is a browser.
    """
    if installed_chromium() is None and not _playwright_has_its_own():
        return NO_BROWSER
    driver = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True
    )
    return "" if driver.returncode == 0 else f"Playwright ne démarre pas : {driver.stderr.strip()}"


def _playwright_has_its_own() -> bool:
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or OWN.get(sys.platform, OWN_ON_LINUX)
    return any(Path(folder).expanduser().glob("chromium*"))
