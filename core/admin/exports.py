"""Listings that staff download, safe to open in a spreadsheet."""

from datetime import datetime
from typing import Any

from django.utils.timezone import is_aware, localtime

from core.text.cleaning import writable
from core.text.formats import short_moment

# What a spreadsheet takes for a formula (OWASP, « CSV Injection »).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class SafeExportMixin:
    """Mixin of Wagtail's listings: no cell is run as a formula, times are those of people here.

    Put it before the view. A text that begins like a formula gets an apostrophe in front, which
    spreadsheets show as text.
    """

    FORMAT_CSV: str

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime) and is_aware(value):
            if export_format == self.FORMAT_CSV:
                return short_moment(value)
            return localtime(value).replace(tzinfo=None)
        cell = super().preprocess_field_value(  # type: ignore[misc]
            field, value, export_format
        )
        return safe_cell(cell) if isinstance(cell, str) else cell


def safe_cell(text: str) -> str:
    """Return *text* as a cell that no spreadsheet runs and every file format can hold."""
    text = writable(text)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
