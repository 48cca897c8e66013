"""Bringing places in from files: creates and updates sheets, and tells what it did."""

from .report import ImportReport, MissingPlace, RowProblem
from .run import ImportNotPossibleError, import_places

__all__ = ["ImportNotPossibleError", "ImportReport", "MissingPlace", "RowProblem", "import_places"]
