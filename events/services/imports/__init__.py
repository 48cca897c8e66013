"""Events of other sites, brought under the sheet of a place."""

from .report import EventReport, Remark
from .run import import_events
from .source import fetch

__all__ = ["EventReport", "Remark", "fetch", "import_events"]
