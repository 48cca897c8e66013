"""The run of an import: for each row a transaction, between which others write."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from core.batches import batches
from core.logs import where_failed
from core.write_lock import sharing_write_lock
from directory.models import DirectoryPage, PlacePage
from directory.services.exports import with_record_data
from directory.standard.fields import INDISPENSABLE
from directory.standard.parser import parse_row
from directory.standard.reader import SourceRow
from directory.standard.record import PlaceRecord, Problem

from .checks import RefusalError, problems_from
from .missing import tell_missing
from .reference import KnownPlaces, Terms, Territory
from .report import ImportReport
from .save import create_place, update_place

BATCH = 200  # rows whose places are read together

logger = logging.getLogger(__name__)


class ImportNotPossibleError(Exception):
    """The site is not ready to receive places; the message says what is missing, in French."""


@dataclass(frozen=True)
class Entry:
    """A row that can be read: where it stands, what it says, where its place is."""

    line: int
    given_id: str
    record: PlaceRecord
    place_pk: int | None


def import_places(
    rows: Iterable[SourceRow],
    *,
    source: str = "",
    withdraw_missing: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Create or update the places that *rows* describe, and tell what was done.

    A place is known by its source and its identifier there (or its public identifier). A row that
    says nothing new, or is older than what the network verified, writes nothing; one that cannot be
    taken is reported and the others are taken. A wrong value where none is needed costs itself.
    What the standard has no column for (photos, prices, managers…) is never touched, nor are the
    columns that the rows do not have. One that is stopped half way leaves whole places; told again,
    it goes on.

    Args:
        rows: as ``read_standard`` or an adapter gives them.
        source: for the rows that do not name theirs.
        withdraw_missing: unpublish the places that their source no longer holds, for files that
            hold all of it. What the network itself has verified stays.
        dry_run: undo each row once it is taken; the report is the same.

    Raises:
        ImportNotPossibleError: no directory page, no commune or no term to tie places to.
        UnreadableFile: while reading *rows*; nothing is kept then.
    """
    rows = list(rows)  # all can be read, before any is taken
    run = _Import(source, dry_run=dry_run)
    report = run.run(rows)
    tell_missing(report, run.sources, run.held_ids, withdraw=withdraw_missing, dry_run=dry_run)
    return report


class _Import:
    def __init__(self, source: str, *, dry_run: bool) -> None:
        directory = DirectoryPage.objects.first()
        self.territory, self.terms = Territory(), Terms()
        if directory is None or not self.territory or not self.terms:
            raise ImportNotPossibleError(
                "Créez d’abord la page de l’annuaire, les communes (load_territory) "
                "et les listes de valeurs (load_vocabularies)."
            )
        self.directory = directory
        self.known = KnownPlaces(directory)
        self.source, self.dry_run = source, dry_run
        self.report = ImportReport()
        self.seen_ids: set[str] = set()
        self.seen_places: set[int] = set()
        # What the file speaks of, well or not.
        self.sources: set[str] = set()
        self.held_ids: set[str] = set()

    def run(self, rows: Iterable[SourceRow]) -> ImportReport:
        for batch in batches(rows, BATCH):
            entries = list(self._entries(batch))
            keys = [entry.place_pk for entry in entries if entry.place_pk]
            places = with_record_data(PlacePage.objects.all()).in_bulk(keys)
            for entry in sharing_write_lock(entries):
                self._take(entry, places.get(entry.place_pk))
        return self.report

    def _entries(self, rows: Iterable[SourceRow]) -> Iterator[Entry]:
        for row in rows:
            given_id = row.cells.get("id", "").strip()[:120]
            self.held_ids.add(given_id)
            self.report.notices += row.notices
            try:
                entry = self._entry(row.line, given_id, _record(row))
            except RefusalError as refusal:
                self.report.reject(row.line, given_id, refusal.problems)
            except Exception as error:  # noqa: BLE001  (it costs that row alone)
                self._reject_unforeseen(row.line, given_id, error)
            else:
                yield entry

    def _entry(self, line: int, given_id: str, record: PlaceRecord) -> Entry:
        if record.id in self.seen_ids:
            raise RefusalError(Problem("id", "Cet identifiant est déjà plus haut dans le fichier."))
        try:
            commune = self.territory.find(record)
        except ValueError as error:
            field = "code_insee" if record.code_insee else "commune"
            raise RefusalError(Problem(field, str(error))) from error
        record = replace(
            record,
            commune=commune.name,
            code_insee=commune.insee_code,
            source=record.source or self.source,
            given=record.given | {"code_insee"},
        )
        self.sources.add(record.source)
        place_pk = self.known.find(record)
        if place_pk in self.seen_places:
            raise RefusalError(Problem("id", "Une ligne plus haut décrit déjà ce lieu."))
        self.seen_ids.add(record.id)
        if place_pk:
            self.seen_places.add(place_pk)
        return Entry(line, given_id, record, place_pk)

    def _take(self, entry: Entry, place: PlacePage | None) -> None:
        try:
            with transaction.atomic():
                self._save(entry, place)
                transaction.set_rollback(self.dry_run)
        except RefusalError as refusal:
            self._take_the_rest(entry, refusal.problems)
        except ValidationError as error:
            self._take_the_rest(entry, problems_from(error))
        except DatabaseError:
            problem = Problem("", "La base de données refuse cette ligne.")
            self.report.reject(entry.line, entry.given_id, [problem])
        except Exception as error:  # noqa: BLE001  (it costs that row alone)
            self._reject_unforeseen(entry.line, entry.given_id, error)

    def _take_the_rest(self, entry: Entry, problems: Sequence[Problem]) -> None:
        """Take the row without what *problems* tell, unless there is no place without it."""
        if not all(problem.field in entry.record.given - INDISPENSABLE for problem in problems):
            self.report.reject(entry.line, entry.given_id, problems)
            return
        places = with_record_data(PlacePage.objects.all())  # what was written on it is undone
        place = places.get(pk=entry.place_pk) if entry.place_pk else None
        self._take(replace(entry, record=entry.record.without(problems)), place)

    def _reject_unforeseen(self, line: int, given_id: str, error: Exception) -> None:
        logger.error("line %d was not imported: %s", line, where_failed(error))
        problem = Problem("", "Une erreur imprévue empêche de prendre cette ligne.")
        self.report.reject(line, given_id, [problem])

    def _save(self, entry: Entry, place: PlacePage | None) -> None:
        record = entry.record
        if self.known.is_merged(record):
            self.report.merged.append(record.id)
        elif place is None:
            create_place(self.directory, self.known, record, self.territory, self.terms)
            self.report.created.append(record.id)
        elif update_place(place, record, self.territory, self.terms):
            self.report.updated.append(record.id)
        else:
            self.report.unchanged.append(record.id)
        self.report.warn(entry.line, entry.given_id, record.left_out)


def _record(row: SourceRow) -> PlaceRecord:
    """Return what *row* says. RefusalError when that is no place."""
    fatal = [each for each in row.problems if each.field in {"", *INDISPENSABLE}]
    if fatal:
        raise RefusalError(*fatal)
    wrong = {each.field for each in row.problems}
    parsed = parse_row({name: cell for name, cell in row.cells.items() if name not in wrong})
    if not isinstance(parsed, PlaceRecord):
        raise RefusalError(*parsed)
    return replace(parsed, left_out=(*row.problems, *parsed.left_out))
