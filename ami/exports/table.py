"""The files of a call as a table: what is asked of it, then its lines, read as they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.utils.text import slugify

from ami.definitions import FormDefinition
from ami.exports.columns import Cell, Column, Line, columns_for
from ami.exports.words import Forms, words_of
from ami.models import CallPage, Completion, Dossier
from ami.models.dossier import DossierQuerySet

AT_ONCE = 100  # files held in memory


@dataclass(frozen=True)
class Selection:
    """Which files leave, and what of them. Drafts are their carriers': they never do.

    Args:
        reader: who asks for them: what they may not read is left out.
        states: values of the states; none of them for all.
        by_project: a line for each project, instead of each file.
        with_contacts: whether the person to write to is in it.
    """

    call: CallPage
    reader: Any
    states: tuple[str, ...] = ()
    by_project: bool = False
    with_contacts: bool = False

    @property
    def name(self) -> str:
        """What the downloaded file is called, without its extension."""
        return f"{slugify(self.call.title)[:60]}-{'projets' if self.by_project else 'dossiers'}"

    def dossiers(self) -> DossierQuerySet:
        found = Dossier.objects.readable_by(self.reader).deposited().filter(call=self.call)
        return found.filter(state__in=self.states) if self.states else found


@dataclass(frozen=True)
class Table:
    """``lines`` are read as one goes through them, once."""

    columns: list[Column]
    lines: Iterator[list[Cell]]


def table_of(selection: Selection) -> Table:
    """Return the table of *selection*; its lines come in the order of the deposits."""
    columns = columns_for(
        _forms(selection),
        by_project=selection.by_project,
        with_contacts=selection.with_contacts,
    )
    lines = ([each.value(line) for each in columns] for line in _lines(selection))
    return Table(columns, lines)


def _forms(selection: Selection) -> list[FormDefinition]:
    """Return the forms that the files answer, the last deposited last; that of now for no file."""
    stored = selection.dossiers().order_by().values("definition")
    by_age = stored.annotate(last=Max("deposited_at")).order_by("last")
    forms = [FormDefinition.from_json(each["definition"]) for each in by_age]
    return forms or [selection.call.form_definition()]


def _lines(selection: Selection) -> Iterator[Line]:
    completions = Completion.objects.sent().filter(dossier=OuterRef("pk"))
    found = (
        selection.dossiers()
        .annotate(is_completed=Exists(completions))
        .defer("definition")  # it is in what is frozen, too
        .select_related("commune__departement", "commune__epci", "place")
        .prefetch_related("projects", "orientations")
        .order_by("deposited_at", "pk")
    )
    forms = Forms()
    for dossier in found.iterator(chunk_size=AT_ONCE):
        words = words_of(dossier, forms, completed=dossier.is_completed)
        dossier.frozen = None  # heavy, and kept alive by the projects that name their dossier
        projects = list(dossier.projects.all()) if selection.by_project else []
        for rank, project in enumerate(projects, 1):
            yield Line(dossier, words, rank, project)
        if not projects:
            yield Line(dossier, words)
