"""Reading of files, whatever they hold: each row comes out as texts, or with its problem."""

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from core.markup import line_of
from core.text.words import fold

from .fields import COLUMN_NAMES, LEGACY_NAMES
from .record import Problem

DELIMITERS = ",;\t"
SEPARATOR_LINE = re.compile("\ufeff?sep=(.)\\s*", re.IGNORECASE)  # for Excel, before the header
MOST_NAMES = 20  # of columns, said


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why, in French."""


@dataclass(frozen=True)
class SourceRow:
    """A row of a file: the number of its line (of its object in JSON, from 1), its cells.

    ``problems`` is what kept cells from being read at all; ``notices`` what was not understood of
    the file as a whole, said with the row that shows it.
    """

    line: int
    cells: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_rows(path: Path, known: Collection[str] = ()) -> Iterator[SourceRow]:
    """Yield the rows of a CSV file (comma or semicolon) or of a JSON one (array of flat objects).

    Args:
        known: columns of which the header of a CSV file must have one, where that is to be checked;
            they are understood however their names are written: « Code postal ».

    Raises:
        UnreadableFile: no such file, not UTF-8, no header, not an array…
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _json_rows(file) if _is_json(path) else _csv_rows(file, known)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "Ce fichier n’est pas en UTF-8\u00a0: enregistrez-le de nouveau avec cet encodage."
        ) from error
    except OSError as error:
        raise UnreadableFile(
            f"Ce fichier ne peut pas être ouvert\u00a0: {error.strerror}."
        ) from error


def read_standard(path: Path) -> Iterator[SourceRow]:
    """Yield the rows of a file of the standard, with the columns that it knows and no other.

    In JSON an unknown value is left out: its column is given back empty. A column that a CSV file
    lacks is not given back.

    Raises:
        UnreadableFile: as ``read_rows``, or the header has none of the columns of the standard.
    """
    known = {*COLUMN_NAMES, *LEGACY_NAMES}
    left_out = dict.fromkeys(COLUMN_NAMES, "") if _is_json(path) else {}
    said: set[str] = set()
    for row in read_rows(path, known):
        cells = {name: value for name, value in row.cells.items() if name in known}
        problems = [problem for problem in row.problems if problem.field in {"", *known}]
        unknown = [name for name in row.cells if name not in known and name not in said]
        said.update(unknown)
        notices = [*row.notices, *([_not_read(unknown)] if unknown else [])]
        yield SourceRow(row.line, left_out | cells, problems, notices)


def _not_read(names: list[str]) -> str:
    told = ", ".join(f"«\u00a0{line_of(name)[:40]}\u00a0»" for name in names[:MOST_NAMES])
    more = " et d’autres" if len(names) > MOST_NAMES else ""
    return f"Colonnes inconnues du standard, qui ne sont pas lues\u00a0: {told}{more}."


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def _csv_rows(file: TextIO, known: Collection[str]) -> Iterator[SourceRow]:
    delimiter, skipped = _delimiter(file)
    lines = csv.reader(file, delimiter=delimiter, strict=True)
    header: list[str] = []
    notices: list[str] = []
    while True:
        line = lines.line_num + 1 + skipped
        try:
            cells = next(lines)
        except StopIteration:
            break
        except csv.Error as error:
            reason = (
                "Cette ligne est illisible\u00a0: un guillemet mal fermé ou une cellule démesurée."
            )
            if not header:
                raise UnreadableFile(reason) from error
            yield SourceRow(line, {}, [Problem("", reason)])
            continue
        if not header:
            header = _header(cells, known)
            notices = _repeated(header)
        elif any(cells):
            yield _csv_row(line, header, cells, notices)
            notices = []
    if not header:
        raise UnreadableFile("Ce fichier est vide.")


def _delimiter(file: TextIO) -> tuple[str, int]:
    """Return what separates the cells, and how many lines are before the header; *file* is there.

    « sep=; » is a line for Excel, that some programs write first.
    """
    first = file.readline()
    if separator := SEPARATOR_LINE.fullmatch(first):
        return separator[1], 1
    file.seek(0)
    return max(DELIMITERS, key=first.count), 0


def _header(cells: list[str], known: Collection[str]) -> list[str]:
    """Return the names of the columns, those *known* as the standard writes them."""
    written = {fold(name): name for name in known}
    names = [written.get(fold(name), name.strip()) for name in cells]
    if known and not any(name in known for name in names):
        raise UnreadableFile(
            "Ce fichier n’a aucune colonne du standard\u00a0: vérifiez sa première ligne."
        )
    return names


def _repeated(header: list[str]) -> list[str]:
    names = dict.fromkeys(name for name in header if name and header.count(name) > 1)
    return [
        f"La colonne «\u00a0{line_of(name)[:40]}\u00a0» est plusieurs fois dans le fichier\u00a0: "
        "seule la première est lue."
        for name in names
    ]


def _csv_row(line: int, header: list[str], cells: list[str], notices: list[str]) -> SourceRow:
    problems = []
    if len(cells) < len(header) or any(cells[len(header) :]):
        # A cell too few or too many puts the next ones under the wrong column.
        reason = f"Cette ligne a {len(cells)} cellules pour {len(header)} colonnes."
        problems.append(Problem("", reason))
    by_name: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        by_name.setdefault(name, cell)
    return SourceRow(line, by_name, problems, notices)


def _json_rows(file: TextIO) -> Iterator[SourceRow]:
    try:
        # Numbers stay as they are written: no rounding, no overflow, leading zeros left to checks.
        content = json.load(file, parse_float=str, parse_int=str, parse_constant=str)
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise UnreadableFile(f"Ce fichier n’est pas du JSON valide\u00a0: {error}.") from error
    except RecursionError as error:
        raise UnreadableFile("Ce fichier JSON est trop imbriqué.") from error
    if not isinstance(content, list):
        raise UnreadableFile("Ce fichier JSON n’est pas un tableau de lieux.")
    for line, item in enumerate(content, start=1):
        if isinstance(item, dict):
            problems: list[Problem] = []
            cells = {name: _text(name, value, problems) for name, value in item.items()}
            yield SourceRow(line, cells, problems)
        else:
            yield SourceRow(line, {}, [Problem("", "Cet élément du tableau n’est pas un objet.")])


def _text(name: str, value: Any, problems: list[Problem]) -> str:
    if isinstance(value, str):
        return value
    if value is not None:
        problems.append(Problem(name, "Cette valeur n’est ni un texte ni un nombre."))
    return ""
