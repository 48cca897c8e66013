"""A call in figures: its files counted by what matters to who follows it. Reads only.

Nothing is hidden here: this is for staff. ``ami.public_results`` says what anyone may read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from statistics import median
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min
from django.db.models.functions import TruncDate

from ami.definitions import FieldDefinition
from ami.kinds import CARRIER, DRAFT
from ami.models import CallPage, Dossier, Orientation, Project
from ami.models.dossier import DossierQuerySet
from core.charts import Chart, chart_of
from core.models import HistoryEntry
from core.text.formats import counted, grouped, long_date, time_left

UNKNOWN = "Non renseigné"


Moments = Mapping[int, datetime | None]  # by the number of the file


@dataclass(frozen=True)
class Delay:
    """A median time, of *number* files; None where none has come so far."""

    title: str
    value: timedelta | None
    number: int

    @property
    def words(self) -> str:
        return "—" if self.value is None else time_left(self.value)


@dataclass(frozen=True)
class CallFigures:
    drafts: int
    files: int
    projects: int
    charts: tuple[Chart, ...]
    delays: tuple[Delay, ...]


def figures_of(call: CallPage, reader: Any) -> CallFigures:
    """Count what *reader* may read of what was deposited for *call*, whatever became of it."""
    mine = Dossier.objects.readable_by(reader).filter(call=call)
    files = mine.deposited()
    projects = list(Project.objects.filter(dossier__in=files).values_list("themes", "needs"))
    charts = (
        by_state(call, files),
        by_day(files),
        by_departement(files),
        by_epci(files),
        by_legal_form(call, files),
        by_answer(call, "themes", ("Par thème", "Thème"), (themes for themes, _ in projects)),
        by_answer(call, "needs", ("Par besoin", "Besoin"), (needs for _, needs in projects)),
        by_outcome(call, Orientation.objects.filter(dossier__in=files)),
        by_readings(files),
    )
    return CallFigures(
        drafts=mine.drafts().count(),
        files=sum(bar.number or 0 for bar in charts[0].bars),
        projects=len(projects),
        charts=charts,
        delays=delays(call, files),
    )


def counts_of(figures: CallFigures, key: str) -> list[tuple[str, int]]:
    """Return what the chart *key* counts, by label."""
    bars = (bar for chart in figures.charts if chart.key == key for bar in chart.bars)
    return [(bar.label, bar.number or 0) for bar in bars]


def _counted(files: DossierQuerySet, field: str) -> list[tuple[str, int]]:
    """Return the values of *field* and how many files bear each, the most frequent first."""
    rows = files.order_by().values_list(field).annotate(number=Count("pk"))
    return sorted(
        ((value or UNKNOWN, number) for value, number in rows), key=lambda row: (-row[1], row[0])
    )


def by_state(call: CallPage, files: DossierQuerySet) -> Chart:
    """In the order of a file's life."""
    numbers = dict(_counted(files, "state"))
    states = [
        (state.label, numbers[value])
        for value, state in call.call_kind.states.items()
        if value in numbers
    ]
    return chart_of("etats", "Par état", "État", "Dossiers", states)


def by_day(files: DossierQuerySet) -> Chart:
    days = files.order_by().annotate(day=TruncDate("deposited_at")).values_list("day")
    counts = [(long_date(day), number) for day, number in sorted(days.annotate(n=Count("pk")))]
    note = "Les jours sans dépôt ne sont pas listés."
    return chart_of("jours", "Dépôts par jour", "Jour", "Dossiers", counts, note)


def by_departement(files: DossierQuerySet) -> Chart:
    counts = _counted(files, "commune__departement__name")
    return chart_of("departements", "Par département", "Département", "Dossiers", counts)


def by_epci(files: DossierQuerySet) -> Chart:
    counts = _counted(files, "commune__epci__name")
    note = "Selon la commune de la structure."
    return chart_of("epci", "Par intercommunalité", "Intercommunalité", "Dossiers", counts, note)


def by_legal_form(call: CallPage, files: DossierQuerySet) -> Chart:
    asked = (each for _, each in call.call_kind.form.fields() if each.column == "legal_form")
    labels = _labels(asked)
    counts = [(labels.get(value, value), n) for value, n in _counted(files, "legal_form")]
    return chart_of("formes", "Par forme de structure", "Forme", "Dossiers", counts)


def by_answer(
    call: CallPage, column: str, titles: tuple[str, str], answers: Iterable[list[str]]
) -> Chart:
    """Count the projects that chose each option of the question that fills *column*."""
    steps = (step for step in call.call_kind.form.steps if step.repeated)
    asked = (each for step in steps for each in step.fields if each.column == column)
    labels = _labels(asked)
    numbers = Counter(chain.from_iterable(answers))
    counts = [(labels.get(value, value), number) for value, number in numbers.most_common()]
    note = "Un projet peut en avoir plusieurs."
    return chart_of(column, *titles, "Projets", counts, note)


def by_outcome(call: CallPage, orientations: Iterable[Orientation]) -> Chart:
    numbers = Counter(each.outcome for each in orientations)
    labels = {each.key: each.label for each in call.call_kind.outcomes}
    counts = [(labels.get(key, key), number) for key, number in numbers.most_common()]
    note = "Préparées ou annoncées. Un dossier peut en avoir plusieurs."
    return chart_of("suites", "Suites", "Suite", "Dossiers", counts, note)


def by_readings(files: DossierQuerySet) -> Chart:
    """Count the files by how many people read them by the grid; nothing where nobody has."""
    read = files.order_by().values("pk").annotate(readers=Count("assessments"))
    numbers = Counter(read.values_list("readers", flat=True))
    counts = [
        ("personne" if readers == 0 else counted(readers, "personne"), n)
        for readers, n in sorted(numbers.items())
    ]
    opposed = files.divided().count() if any(numbers) else 0
    note = f"Avec des avis opposés\u00a0: {grouped(opposed)}."
    return chart_of(
        "lectures", "Lectures", "Lus par", "Dossiers", counts if any(numbers) else (), note
    )


def _labels(asked: Iterable[FieldDefinition]) -> Mapping[str, str]:
    return dict(chain.from_iterable(each.options for each in asked))


def delays(call: CallPage, files: DossierQuerySet) -> tuple[Delay, ...]:
    """Return the median times from the deposit to the first act of the service, and to the answer.

    A file that was opened again counts by its first analysis, and by its last answer.
    """
    deposited = dict(files.values_list("pk", "deposited_at"))
    told = dict(files.exclude(result_told_at=None).values_list("pk", "result_told_at"))
    return (
        _delay("Du dépôt au début de l’étude", deposited, _first_acts(call, files)),
        _delay("Du dépôt à la réponse", deposited, told),
    )


def _first_acts(call: CallPage, files: DossierQuerySet) -> dict[int, datetime]:
    """Return when the service first moved each file from the state that its deposit led to."""
    table = call.call_kind.transitions
    received = {each.target for each in table.possible(DRAFT, [CARRIER])} - {DRAFT}
    steps = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Dossier),
        object_id__in=files.order_by().values("pk"),
        source__in=received,
    )
    acts = steps.exclude(role=CARRIER).exclude(target__in=received)
    return dict(acts.order_by().values_list("object_id").annotate(first=Min("at")))


def _delay(title: str, since: Moments, until: Moments) -> Delay:
    times = [
        (end - start).total_seconds() for pk, end in until.items() if end and (start := since[pk])
    ]
    return Delay(title, timedelta(seconds=median(times)) if times else None, len(times))
