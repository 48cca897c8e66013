"""The kinds of files that staff take away, and how each is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from ami.exports.paper import write_pdf
from ami.exports.table import Selection, Told, table_of, told_to_nobody
from ami.exports.writers import write_csv, write_json, write_xlsx
from ami.models import Attachment
from ami.models.dossier import DossierQuerySet
from ami.zipping import JoinedFile, name_files, stream_zip
from core.text.formats import short_date

README = """Pièces jointes aux dossiers (« {title} »). Copie faite le {made}.

Un dossier par numéro ; dedans : pieces (le dépôt), complements (ce qui a été envoyé depuis),
messages. Les pièces laissées de côté sont nommées dans FICHIERS-ABSENTS.txt, s’il y en a.
"""


def stream_attachments(selection: Selection, told: Told = told_to_nobody) -> Iterator[bytes]:
    """Yield the archive of what was sent with the files of *selection*.

    What may not be served is named in it and left out; a completion that its carrier has not sent
    is a draft.
    """
    made = short_date(timezone.localdate())
    readme = README.format(title=selection.title, made=made).encode()
    joined = chain.from_iterable(map(_sent_with, selection.batches(told)))
    return stream_zip({"LISEZ-MOI.txt": readme}, _by_dossier(joined))


def _sent_with(dossiers: DossierQuerySet) -> Iterable[Attachment]:
    unsent = Q(completion__isnull=False, completion__sent_at=None)
    keys = dossiers.order_by().values("pk")
    found = Attachment.objects.filter(dossier__in=keys).exclude(unsent)
    whole = found.select_related("dossier", "message", "completion")
    whole = whole.defer("dossier__definition", "dossier__frozen")
    return whole.order_by("dossier__deposited_at", "dossier_id", "sent_at", "pk")


def _by_dossier(attachments: Iterable[Attachment]) -> Iterator[JoinedFile]:
    for number, files in groupby(attachments, lambda each: each.dossier.number):
        for each in name_files(files):
            yield replace(each, path=f"{number}/{each.path}")


XLSX, CSV, JSON, ZIP, PDF = "xlsx", "csv", "json", "zip", "pdf"
TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
    JSON: "application/json",
    ZIP: "application/zip",
    PDF: "application/pdf",
}
# What one file costs, counted in lines of a table: measured, see docs/decisions/0049.
COSTS = {ZIP: 5, PDF: 50}


@dataclass(frozen=True)
class Written:
    """What was made: a temporary file that goes once it is closed, and its extension."""

    file: BinaryIO
    extension: str


def is_long(kind: str, number: int) -> bool:
    """Whether an export of *number* files is made by the worker, and not in the request."""
    return COSTS.get(kind, 1) * number > settings.EXPORTS_AT_ONCE


def stream(selection: Selection, kind: str, told: Told = told_to_nobody) -> Iterator[bytes]:
    """Yield a format that is made as it is sent: CSV, JSON, ZIP."""
    if kind == ZIP:
        return stream_attachments(selection, told)
    write = write_csv if kind == CSV else write_json
    return write(table_of(selection, told))


def write(selection: Selection, kind: str, told: Told = told_to_nobody) -> Written:
    """Write *selection* whole, in the same memory whatever its length.

    Args:
        told: called as it goes with the number of files that are done; what it raises stops all.

    Raises:
        RuntimeError: the machine cannot draw a PDF.
    """
    if kind == PDF:
        return Written(*write_pdf(selection, told))
    if kind == XLSX:
        return Written(write_xlsx(table_of(selection, told)), XLSX)
    output = cast(BinaryIO, TemporaryFile())  # noqa: SIM115  (who asked closes it)
    for chunk in stream(selection, kind, told):
        output.write(chunk)
    output.seek(0)
    return Written(output, kind)


def filename(selection: Selection, kind: str, extension: str) -> str:
    """Name what is downloaded: archives of attachments, and of PDF, say what they hold."""
    holds = {ZIP: "-pieces", PDF: "-pdf" if extension == ZIP else ""}.get(kind, "")
    return f"{selection.name}{holds}.{extension}"
