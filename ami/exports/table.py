"""The files of a call as a table: what is asked of it, then its lines, read as they are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch
from django.utils.text import slugify

from ami.definitions import FormDefinition
from ami.exports.columns import Column, Line, columns_for
from ami.exports.follow_ups import follow_up_columns
from ami.exports.readings import reading_columns
from ami.exports.words import Forms, words_of
from ami.kinds import get_kind
from ami.models import Assessment, CallCriterion, CallPage, Completion, Dossier, Opinion, Rating
from ami.models.dossier import DossierQuerySet
from core.batches import batches
from core.pages.spreadsheets import Cell

AT_ONCE = 100  # files held in memory
READ = (
    Prefetch("assessments", Assessment.objects.select_related("author")),
    "assessments__ratings",
)


Told = Callable[[int], object]  # called with the number of files that are done


def told_to_nobody(done: int) -> None:
    """Say nothing of how far it is."""


@dataclass(frozen=True)
class Selection:
    """Which files leave, and what of them. Drafts are their carriers': they never do.

    Args:
        call: whose files they are; None for files of any call, that are *chosen*.
        reader: who asks for them: what they may not read is left out.
        states: values of the states; none of them for all.
        chosen: files among which they are; None for all.
        by_project: a line for each project, instead of each file.
        with_contacts: whether the person to write to is in it.
        with_readings: whether what each reviewer says by the grid of the call is.
        with_notes: whether what the service writes for itself is in it (PDF alone).
    """

    call: CallPage | None
    reader: Any
    states: tuple[str, ...] = ()
    chosen: DossierQuerySet | None = None
    by_project: bool = False
    with_contacts: bool = False
    with_readings: bool = False
    with_notes: bool = False

    @property
    def title(self) -> str:
        return self.call.title if self.call else "Dossiers choisis"

    @property
    def name(self) -> str:
        """What the downloaded file is called, without its extension."""
        return f"{slugify(self.title)[:60]}-{'projets' if self.by_project else 'dossiers'}"

    def dossiers(self) -> DossierQuerySet:
        found = Dossier.objects.readable_by(self.reader).deposited()
        if self.call:
            found = found.filter(call=self.call)
        if self.chosen is not None:
            found = found.filter(pk__in=self.chosen.order_by().values("pk"))
        return found.filter(state__in=self.states) if self.states else found

    def keys_in_order(self) -> list[int]:
        """Return the keys of the files that leave, as they are now, in the order of deposits."""
        found = self.dossiers().order_by("deposited_at", "pk")
        return list(found.values_list("pk", flat=True))

    def batches(self, told: Told) -> Iterator[DossierQuerySet]:
        """Yield the files in the order of deposits, ``AT_ONCE`` at a time.

        They are read by their keys: a cursor that stays open while something is written would fail
        on SQLite, and what is *told* is written.
        """
        done = 0
        for keys in batches(self.keys_in_order(), AT_ONCE):
            found = Dossier.objects.deposited().filter(pk__in=keys)
            yield found.order_by("deposited_at", "pk")
            done += len(keys)
            told(done)


@dataclass(frozen=True)
class Table:
    """``lines`` are read as one goes through them, once."""

    columns: list[Column]
    lines: Iterator[list[Cell]]


def table_of(selection: Selection, told: Told = told_to_nobody) -> Table:
    """Return the table of *selection*; its lines come in the order of the deposits."""
    columns = columns_for(
        _forms(selection),
        by_project=selection.by_project,
        with_contacts=selection.with_contacts,
        readings=_readings(selection) if selection.with_readings else (),
    )
    columns += _follow_ups(selection)
    lines = ([each.value(line) for each in columns] for line in _lines(selection, told))
    return Table(columns, lines)


def _forms(selection: Selection) -> list[FormDefinition]:
    """Return the forms that the files answer, the last deposited last; that of now for no file."""
    stored = selection.dossiers().order_by().values("definition")
    by_age = stored.annotate(last=Max("deposited_at")).order_by("last")
    forms = [FormDefinition.from_json(each["definition"]) for each in by_age]
    return forms or ([selection.call.form_definition()] if selection.call else [])


def _follow_ups(selection: Selection) -> list[Column]:
    """Return the columns of the news of projects, each once, for the kinds of the files."""
    slugs = selection.dossiers().order_by("kind").values_list("kind", flat=True).distinct()
    columns = [each for slug in slugs for each in follow_up_columns(get_kind(slug))]
    return list({each.key: each for each in columns}.values())


def _readings(selection: Selection) -> list[Column]:
    """Return the columns of the grid as it is, then of what was said of criteria it has no more."""
    said = Rating.objects.filter(assessment__dossier__in=selection.dossiers()).order_by()
    last = said.values("criterion").annotate(last=Max("pk")).values("last")
    kept = Rating.objects.filter(pk__in=last).values_list("criterion", "label")
    asked = CallCriterion.objects.filter(call__in=selection.dossiers().order_by().values("call"))
    words = {each.key: each.label for each in asked}
    words |= {key: label for key, label in kept if key not in words}
    return reading_columns(words)


def _lines(selection: Selection, told: Told) -> Iterator[Line]:
    forms = Forms()
    for batch in selection.batches(told):
        for dossier in _whole(batch, selection):
            words = words_of(dossier, forms, completed=dossier.is_completed)
            dossier.frozen = None  # heavy, and kept alive by the projects that name their dossier
            projects = list(dossier.projects.all()) if selection.by_project else []
            for rank, project in enumerate(projects, 1):
                yield Line(dossier, words, rank, project)
            if not projects:
                yield Line(dossier, words)


def _whole(batch: DossierQuerySet, selection: Selection) -> DossierQuerySet:
    """Read with each file all that its line says."""
    completions = Completion.objects.sent().filter(dossier=OuterRef("pk"))
    found: DossierQuerySet = (
        batch.annotate(is_completed=Exists(completions))
        .defer("definition")  # it is in what is frozen, too
        .select_related("commune__departement", "commune__epci", "place")
        .prefetch_related(
            "projects",
            "orientations",
            "tags",
            "follow_ups",
            Prefetch("opinions", Opinion.objects.only("dossier", "state")),
            *(READ if selection.with_readings else ()),
        )
    )
    return found
