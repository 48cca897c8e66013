"""Writing of the standard: CSV and JSON, streamed.

Cells are exact. Some begin with a sign that a spreadsheet may take for a formula (telephone
numbers with « + », western longitudes with « - », places called « @… »); a protective quote would
make the file false for the programs it is meant for, so none is added. The page that documents
the files says to import them as text, and they are to be sent as attachments.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from core.batches import batches
from core.text.cleaning import clean_line, clean_lines, distinct

from .fields import COLUMN_NAMES, NUMBERS, OBSOLETE_LABELS, REQUIRED, SEPARATOR, UNKNOWN_PIVOT
from .record import PlaceRecord

BATCH = 100  # records per chunk of bytes


def to_row(record: PlaceRecord) -> dict[str, str]:
    """Return the texts of *record* under the 32 names; an unknown value is an empty text.

    Only ``presentation_detail`` may hold several lines.
    """
    row = {name: _text(name, getattr(record, name)) for name in COLUMN_NAMES}
    row["pivot"] = row["pivot"] or UNKNOWN_PIVOT
    return row


def write_csv(records: Iterable[PlaceRecord]) -> Iterator[bytes]:
    """Yield a CSV file (RFC 4180, UTF-8, header always, every record on one line) by chunks."""
    yield _csv_bytes([COLUMN_NAMES])
    for batch in batches(records, BATCH):
        yield _csv_bytes([clean_line(cell) for cell in to_row(record).values()] for record in batch)


def write_json(records: Iterable[PlaceRecord]) -> Iterator[bytes]:
    """Yield a JSON array of flat objects by chunks: what is unknown is left out.

    Latitude and longitude are numbers, the rest are texts.
    """
    before = b"[\n"
    for batch in batches(records, BATCH):
        objects = (json.dumps(_json_object(record), ensure_ascii=False) for record in batch)
        yield before + ",\n".join(objects).encode()
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _json_object(record: PlaceRecord) -> dict[str, Any]:
    row = to_row(record)
    return {
        name: getattr(record, name) if name in NUMBERS else text
        for name, text in row.items()
        if text or name in REQUIRED
    }


def _csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()


def _text(name: str, value: Any) -> str:
    if isinstance(value, tuple):
        return SEPARATOR.join(distinct(_item(name, item) for item in value))
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # never 1e-05
    if isinstance(value, date):
        return value.isoformat()
    return clean_lines(value or "") if name == "presentation_detail" else clean_line(value or "")


def _item(name: str, item: str) -> str:
    """Return one value of a list, free of the sign that separates them (or nothing)."""
    item = clean_line(item)
    if SEPARATOR not in item:
        return "" if item in OBSOLETE_LABELS else item
    if name == "courriels":
        return ""  # legal in an address, never seen in one, and the standard cannot hold it
    return item.replace(SEPARATOR, "%7C" if name == "site_web" else "/").strip()
