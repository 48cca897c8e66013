"""Tables as CSV that spreadsheets open in French, written line by line."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from core.admin.exports import safe_cell
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
