"""A deposited file as it is read on paper: the same words for the page to print and for the PDF.

Drafts are their carriers', and so is a completion that was not sent: neither is ever in it.
"""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast
from zipfile import ZIP_STORED, ZipFile

from django.contrib.auth import get_user_model
from django.utils import timezone

from ami.dossier_timeline import author_of, entrusted_to, name_of, timeline_of
from ami.exports.table import Selection, Told, told_to_nobody
from ami.models import Attachment, Dossier
from ami.review_reading import read_reviewed
from ami.services.completions import labels_of
from ami.teams import CHANGE
from core.batches import batches
from core.pages import pdf
from core.text.formats import file_size, short_date

VOLUME = 40  # files of one PDF: WeasyPrint holds the whole document, 2 to 3 MB for each of them
README = """Dossiers en PDF, {total} en tout, faits le {made}.

Un PDF pour {volume} dossiers, chacun avec sa table. Les dossiers de chaque PDF :

{table}"""


def paper_of(dossier: Dossier, *, with_notes: bool = False) -> dict[str, Any]:
    """Return what the paper says of a deposited file, for « ami/paper/_dossier.html ».

    Args:
        with_notes: with what the service writes for itself: notes, reports of meetings.

    Raises:
        ValueError: it is a draft.
    """
    if dossier.is_draft:
        raise ValueError("a draft belongs to its carrier: it is not printed")
    completions = list(dossier.completions.all())
    for completion in completions:
        completion.dossier = dossier
    orientations = list(dossier.orientations.all())
    for each in orientations:
        each.dossier = dossier
    messages = list(dossier.messages.select_related("author"))
    notes = list(dossier.notes.select_related("author")) if with_notes else []
    people = get_user_model()._default_manager.filter(pk__in=entrusted_to(dossier))
    return {
        "dossier": dossier,
        "state": dossier.state_words,
        "parts": read_reviewed(dossier, completions),
        "completions": [(each, labels_of(each)) for each in completions],
        "files": _files_of(dossier),
        "meetings": list(dossier.meetings.all()),
        "messages": [(each, author_of(each)) for each in messages],
        "orientations": orientations,
        "is_told": dossier.result_told_at is not None,
        "follow_ups": list(dossier.follow_ups.all()),
        "with_notes": with_notes,
        "notes": [(each, name_of(each.author)) for each in notes],
        # The last thing first on the screen; on paper one reads from the beginning.
        "timeline": timeline_of(dossier, messages, notes, people)[::-1],
    }


def _files_of(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the joined files: where each came from, its size and its fingerprint."""
    rows = dossier.attachments.select_related("message", "completion")
    return [
        {"file": each, "size": file_size(each.size), "source": _source_of(each)}
        for each in rows
        if each.completion is None or each.completion.sent_at
    ]


def _source_of(file: Attachment) -> str:
    if file.completion:
        return f"complément {file.completion.rank}"
    if file.message:
        return "message du service" if file.message.from_service else "message du porteur"
    return "dépôt"


def render_files(dossiers: list[dict[str, Any]], title: str = "") -> bytes:
    """Return a tagged PDF of files (``paper_of``): of one alone, or of several under *title*.

    Raises:
        RuntimeError: the machine cannot draw a PDF.
    """
    context = {"title": title, "papers": dossiers, "made_at": timezone.now()}
    return pdf.render_pdf("ami/paper/pdf.html", context)


def write_pdf(selection: Selection, told: Told = told_to_nobody) -> tuple[BinaryIO, str]:
    """Return the files of *selection* as one PDF, or a ZIP of several, and its extension.

    A PDF holds ``VOLUME`` files: memory does not grow with their number. What comes is a temporary
    file that goes once it is closed.

    Args:
        told: called after each file, with the number of those that are done.
    """
    keys = selection.keys_in_order()
    output = cast(BinaryIO, TemporaryFile())  # noqa: SIM115  (who asked closes it)
    if len(keys) <= VOLUME:
        output.write(_volume(selection, keys, selection.title, 0, told)[0])
        output.seek(0)
        return output, "pdf"
    with ZipFile(output, "w", ZIP_STORED) as archive:
        table = []
        for rank, part in enumerate(batches(keys, VOLUME)):
            title = f"{selection.title}, partie {rank + 1}"
            content, numbers = _volume(selection, part, title, rank * VOLUME, told)
            name = f"dossiers-{rank + 1:03}.pdf"
            archive.writestr(name, content)
            table.append(f"{name}\u00a0: {', '.join(numbers)}\n")
        archive.writestr("LISEZ-MOI.txt", _readme(len(keys), table))
    output.seek(0)
    return output, "zip"


def _volume(
    selection: Selection, keys: list[int], title: str, before: int, told: Told
) -> tuple[bytes, list[str]]:
    papers = []
    studied = selection.dossiers().filter(pk__in=keys).open_to(selection.reader, CHANGE)
    with_notes = set(studied.values_list("pk", flat=True)) if selection.with_notes else ()
    for done, dossier in enumerate(_read(selection, keys), before + 1):
        papers.append(paper_of(dossier, with_notes=dossier.pk in with_notes))
        told(done)
    return render_files(papers, title), [str(each["dossier"]) for each in papers]


def _read(selection: Selection, keys: list[int]) -> Iterator[Dossier]:
    rows = selection.dossiers().filter(pk__in=keys).select_related("call", "commune", "reviewer")
    yield from rows.order_by("deposited_at", "pk")


def _readme(total: int, table: list[str]) -> str:
    made = short_date(timezone.localdate())
    return README.format(total=total, made=made, volume=VOLUME, table="".join(table))
