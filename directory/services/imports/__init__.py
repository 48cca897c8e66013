"""Bringing places in from files: creates and updates sheets, and tells what it did."""

from .report import ImportReport, Rejection
from .run import ImportNotPossibleError, import_places

__all__ = ["ImportNotPossibleError", "ImportReport", "Rejection", "import_places"]
