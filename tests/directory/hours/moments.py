"""Local moments and plain words for the tests of opening hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
WEEK_DAYS = "Mo-Fr 09:00-12:00,14:00-17:30; PH off"


def paris(text: str) -> datetime:
    """Return a local moment: ``paris("2026-11-23 15:00")`` (a Monday of term time)."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def plain(text: str) -> str:
    """Return French *text* with ordinary spaces, to compare it with what a test can spell."""
    return text.replace("\u00a0", " ")
