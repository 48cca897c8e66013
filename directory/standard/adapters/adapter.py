from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.standard.reader import SourceRow, UnreadableFile, read_rows


@dataclass(frozen=True)
class Adapter:
    """How to read one kind of file: the columns it must have, what to make of a row."""

    expected: tuple[str, ...]
    to_row: Callable[[Mapping[str, str]], dict[str, str]]

    def read(self, path: Path) -> Iterator[SourceRow]:
        """Yield the rows of the file at *path* as rows of the standard.

        Raises:
            UnreadableFile: as ``read_rows``, or the file lacks an expected column.
        """
        for row in read_rows(path):
            if row.problems:
                yield row
                continue
            missing = [name for name in self.expected if name not in row.cells]
            if missing:
                raise UnreadableFile(
                    f"Ce fichier n’est pas celui qui est attendu\u00a0: il y manque {missing[0]}."
                )
            yield SourceRow(row.line, self.to_row(row.cells), notices=row.notices)


def tidy(text: str) -> str:
    """Return *text* with single spaces and no stray dot or space around."""
    return " ".join(text.split()).strip(" .")
