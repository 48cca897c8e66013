"""What anyone may read of the files of a call, from the date of its results.

Numbers alone, and titles of projects whose carriers let the Région name them. A number that may
point to somebody (``core.charts.SMALL``) is not told, nor left to a subtraction: what is small in
a table that adds up is counted together. Of what carriers said after the answer, a sum that one of
them makes most of is not published (the rule of French public statistics, 85 %).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from ami.figures import UNKNOWN, by_answer
from ami.follow_up_figures import Count, News, Total, Who, news_of, totals_chart
from ami.models import CallPage, Dossier, FollowUp, Orientation, Project
from ami.models.call import Phase
from core.charts import FEW, SMALL, Bar, Chart, chart_of
from core.text.words import fold

OTHERS = "Autres intercommunalités"


@dataclass(frozen=True)
class Territory:
    """An intercommunalité, and how many structures and projects are of it."""

    label: str
    structures: int
    projects: int


@dataclass(frozen=True)
class PublicResults:
    """The results of a call; None for a number too small to be told."""

    structures: int | None
    projects: int | None
    territories: tuple[Territory, ...] = ()
    themes: Chart | None = None
    outcomes: Chart | None = None
    news: tuple[Chart, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def totals(self) -> list[Bar]:
        return [Bar("Projets", self.projects), Bar("Structures", self.structures)]

    @property
    def are_counted_together(self) -> bool:
        """Whether no territory can be told apart without giving a small one away."""
        return [each.label for each in self.territories] == [OTHERS]

    @property
    def charts(self) -> list[Chart]:
        return [each for each in (self.outcomes, self.themes, *self.news) if each and each.bars]


@dataclass
class _Tally:
    carriers: set[str] = field(default_factory=set)
    projects: int = 0

    def add(self, other: "_Tally") -> None:
        self.carriers |= other.carriers
        self.projects += other.projects


THEMES = ("Les projets, par thème", "Thème")


def results_of(call: CallPage) -> PublicResults | None:
    """Return what may be read of *call*: None before its results, and where there is nothing true.

    No file is studied, or some were destroyed since.
    """
    if call.phase() is not Phase.RESULTS or call.has_destroyed_files():
        return None
    files = call.studied_files()
    rows = list(
        files.order_by().values_list(
            "pk", "siret", "rna", "carrier_name", "commune_id", "commune__epci__name"
        )
    )
    if not rows:
        return None
    projects = list(
        Project.objects.filter(dossier__in=files).values_list(
            "dossier_id", "title", "themes", "dossier__may_be_promoted"
        )
    )
    of_file = Counter(pk for pk, *_ in projects)
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for pk, *who, epci in rows:
        tallies[epci or UNKNOWN].add(_Tally({_carrier(*who)}, of_file[pk]))
    carriers = set[str]().union(*(each.carriers for each in tallies.values()))
    if len(carriers) < SMALL:
        return PublicResults(None, _told(len(projects)), titles=_titles(projects))
    return PublicResults(
        structures=len(carriers),
        projects=_told(len(projects)),
        territories=_territories(tallies),
        themes=_public(by_answer(call, "themes", THEMES, (each[2] for each in projects))),
        outcomes=_outcomes(call, files),
        news=public_news(call, files, _who_answers),
        titles=_titles(projects),
    )


def _carrier(siret: str, rna: str, name: str, commune: str | None) -> str:
    """Tell carriers apart: by their number, else by their name and commune."""
    return siret or rna or f"{fold(name)}/{commune}"


def _who_answers(follow_up: FollowUp) -> str:
    dossier = follow_up.dossier
    return _carrier(dossier.siret, dossier.rna, dossier.carrier_name, dossier.commune_id)


def _told(number: int) -> int | None:
    return None if number < SMALL else number


def _territories(tallies: Mapping[str, _Tally]) -> tuple[Territory, ...]:
    """Return the territories of at least ``SMALL`` structures, and all the others as one.

    Where those others are too few together, the smallest territory joins them: otherwise the total
    would give them away.
    """
    order = sorted(tallies, key=lambda label: (-len(tallies[label].carriers), label))
    shown = [each for each in order if len(tallies[each].carriers) >= SMALL]
    hidden = _Tally()
    for label in order[len(shown) :]:
        hidden.add(tallies[label])
    while hidden.carriers and len(hidden.carriers) < SMALL and shown:
        hidden.add(tallies[shown.pop()])
    lines = [Territory(each, len(tallies[each].carriers), tallies[each].projects) for each in shown]
    if hidden.carriers:
        lines.append(Territory(OTHERS, len(hidden.carriers), hidden.projects))
    return tuple(lines)


def _public(chart: Chart) -> Chart:
    """Return *chart* without its small numbers; they come last."""
    counts = [(bar.label, _told(bar.number or 0)) for bar in chart.bars]
    counts.sort(key=lambda row: (-(row[1] or 0), row[0]))
    return chart_of(chart.key, chart.title, chart.things, chart.units, counts, chart.note)


def _outcomes(call: CallPage, files: QuerySet[Dossier]) -> Chart:
    """Count the outcomes that were told to their carriers, and no other."""
    shown = [value for value, state in call.call_kind.states.items() if state.shows_result]
    told = Orientation.objects.filter(
        dossier__in=files, dossier__state__in=shown, dossier__result_told_at__isnull=False
    )
    numbers = Counter(told.values_list("outcome", flat=True))
    labels = {each.key: each.label for each in call.call_kind.outcomes}
    counts = [(labels.get(key, key), number) for key, number in numbers.items()]
    note = "Un dossier peut en avoir plusieurs."
    return _public(chart_of("suites", "Les suites données", "Suite", "Dossiers", counts, note))


def _titles(projects: Iterable[tuple[int, str, list[str], bool]]) -> tuple[str, ...]:
    """Return the titles of the projects that may be named, in the order of the alphabet."""
    return tuple(sorted({title for _, title, _, may in projects if may and title}, key=fold))


COLUMNS = ("serie", "libelle", "unite", "nombre", "precision")


def as_rows(results: PublicResults) -> list[dict[str, str | int | None]]:
    """Return *results* as open data: one number a row; None for less than ``SMALL``."""
    rows: list[dict[str, str | int | None]] = []

    def add(series: str, label: str, unit: str, number: int | None) -> None:
        told = FEW if number is None else ""
        rows.append(dict(zip(COLUMNS, (series, label, unit, number, told), strict=True)))

    for total in results.totals:
        add("total", total.label, total.label, total.number)
    for each in results.territories:
        add("intercommunalite", each.label, "Structures", each.structures)
        add("intercommunalite", each.label, "Projets", each.projects)
    for chart in results.charts:
        for bar in chart.bars:
            add(chart.key, bar.label, chart.units, bar.number)
    return rows


OTHER_ANSWERS = "Autres réponses"
MOST_OF_A_SUM = 0.85
NOTE = "Selon la dernière réponse de chaque porteur qui en a donné une."


def public_news(call: CallPage, files: QuerySet[Dossier], who: Who) -> tuple[Chart, ...]:
    """Return the follow-ups of *files* counted by carrier, as *who* tells them apart."""
    news = news_of(call, files, who)
    return tuple(_charts(news)) if news else ()


def _charts(news: News) -> Iterator[Chart]:
    for each in news.counts:
        if numbers := _together(each):
            yield chart_of(
                f"nouvelles-{each.key}", each.label, "Réponse", "Structures", numbers, NOTE
            )
    told = [(each.label, sum(each.given.values())) for each in news.totals if _may_be_told(each)]
    if told:
        yield totals_chart("nouvelles-totaux", told, NOTE)


def _together(count: Count) -> list[tuple[str, int | None]]:
    """Return how many gave each answer; those that few gave as one. Nothing if all are few.

    Where those few are too few together, the least given of the others joins them.
    """
    given: Mapping[str, set[str]] = {label: who for label, who in count.answers.items() if who}
    order = sorted(given, key=lambda label: (-len(given[label]), label))
    shown = [each for each in order if len(given[each]) >= SMALL]
    hidden = set[str]().union(*(given[each] for each in order[len(shown) :]))
    while hidden and len(hidden) < SMALL and shown:
        hidden |= given[shown.pop()]
    numbers: list[tuple[str, int | None]] = [(each, len(given[each])) for each in shown]
    return [*numbers, (OTHER_ANSWERS, len(hidden))] if shown and hidden else numbers


def _may_be_told(total: Total) -> bool:
    numbers = [each for each in total.given.values() if each]
    return len(numbers) >= SMALL and max(numbers) < MOST_OF_A_SUM * sum(numbers)
