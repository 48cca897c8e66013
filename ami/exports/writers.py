"""A table written for a spreadsheet or a program, in the same memory whatever its length."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from xlsxwriter import Workbook

from ami.exports.table import Table
from core.pages.spreadsheets import Cell, csv_lines
from core.text.cleaning import writable

LONGEST_CELL = 32_767  # characters that a cell of a spreadsheet holds
CUT = " […] La suite ne tient pas dans une cellule\u00a0: elle est dans le CSV."
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_csv(table: Table) -> Iterator[bytes]:
    """Yield *table* as spreadsheets read it in French."""
    headings = [each.heading for each in table.columns]
    yield from csv_lines(chain([headings], table.lines))


def write_json(table: Table) -> Iterator[bytes]:
    """Yield *table* for a program: the headings by key, then one object a line."""
    keys = [each.key for each in table.columns]
    headings = {each.key: each.heading for each in table.columns}
    yield f'{{"colonnes": {_json(headings)},\n"lignes": ['.encode()
    before = "\n"
    for line in table.lines:
        yield (before + _json(dict(zip(keys, line, strict=True)))).encode()
        before = ",\n"
    yield b"\n]}\n"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: datetime | Decimal) -> str | float:
    return value.isoformat() if isinstance(value, datetime) else float(value)


def write_xlsx(table: Table) -> BinaryIO:
    """Return *table* as a workbook, in a temporary file that goes once it is closed.

    What people typed is text: no formula, no link, no number is made of it.
    """
    file = cast(BinaryIO, TemporaryFile())  # noqa: SIM115  (the response closes it)
    with Workbook(file, {"constant_memory": True, **AS_TEXT}) as book:
        formats = {
            "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
        }
        sheet = book.add_worksheet("Dossiers")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(table.columns) - 1, 24)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, writable(column.heading), formats["heading"])
        number = 0
        for number, line in enumerate(table.lines, 1):
            for place, cell in enumerate(line):
                _write_cell(sheet, number, place, cell, formats)
        sheet.autofilter(0, 0, number, len(table.columns) - 1)
    file.seek(0)
    return file


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(row, place, cell.replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, place, cell, formats["number"])
    elif cell:
        text = writable(cell, "\n")  # no apostrophe: a string is no formula here
        if len(text) > LONGEST_CELL:
            text = text[: LONGEST_CELL - len(CUT)] + CUT
        sheet.write_string(row, place, text, formats["text"])
