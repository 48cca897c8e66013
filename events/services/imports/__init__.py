"""Events of other sites, brought under the sheet of a place."""

from .report import EventReport
from .run import import_events
from .source import fetch

__all__ = ["EventReport", "fetch", "import_events"]
