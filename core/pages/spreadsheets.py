"""Tables that people open in a spreadsheet: CSV line by line, and the listings of the admin."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import is_aware, localtime

from core.text.cleaning import writable
from core.text.formats import short_moment

CSV = "text/csv; charset=utf-8"

Cell = str | int | Decimal | datetime | None


class _Echo:
    def write(self, text: str) -> str:
        return text


def csv_lines(lines: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """Yield *lines*, the headings first: semicolons, decimal commas, a BOM, no formula."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    for line in lines:
        yield str(writer.writerow([_cell(each) for each in line])).encode()


def _cell(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return short_moment(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    return "" if cell is None else safe_cell(str(cell))


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
