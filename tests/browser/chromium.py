"""Which Chromium to drive."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = (
    "chromium-headless-shell",  # no windows to draw: opens a page in a third of the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def find_chromium(playwright: Playwright) -> str | None:
    """Return the path of ``CHROMIUM_PATH``, the system's, or Playwright's own; None without any.

    Raises:
        FileNotFoundError: ``CHROMIUM_PATH`` is given, and nothing is there.
    """
    chosen = os.environ.get("CHROMIUM_PATH")
    if chosen:
        if not Path(chosen).exists():
            raise FileNotFoundError(f"CHROMIUM_PATH={chosen}")
        return chosen
    for name in NAMES:
        if found := shutil.which(name):
            return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
